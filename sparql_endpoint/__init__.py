"""The public face: SPARQL endpoint and portal over an immutable edition."""
