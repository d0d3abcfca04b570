"""Readings: a document's text as a reader of today would type it, with the way back to every letter as it stands."""
