"""SHACL Core, compiled to SPARQL: what our shapes use of it, fast enough for millions of triples."""
