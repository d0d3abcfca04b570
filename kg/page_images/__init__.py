"""Scans of pages in an edition: found beside the texts that name them, made into JPEG, served with what is open."""
