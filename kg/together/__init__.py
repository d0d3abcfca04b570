"""Who is named together with whom, the most often first: the co-mention summary as a table, read from its top."""
