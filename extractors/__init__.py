"""From files to documents with mentions. Knows nothing of RDF or of any store."""
