"""Documents and judgements to RDF."""
