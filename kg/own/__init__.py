"""Graphs that people write over HTTP, beside those that come from documents: kept apart, carried into every edition."""
