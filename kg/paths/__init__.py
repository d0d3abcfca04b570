"""The shortest ways between two things of an edition, over what its resolved graph states."""
