"""One file a format; each reader turns a Source into Documents."""
