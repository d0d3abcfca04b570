"""What SERVICE means here: services over the edition, and other endpoints that are allowed."""
