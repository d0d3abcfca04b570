"""What an edition says of itself: counts, descriptions, dumps, citations, and the package for a repository."""
