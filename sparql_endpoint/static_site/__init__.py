"""The portal as files that any web server, or none, can show: the same pages, made once from an edition."""
