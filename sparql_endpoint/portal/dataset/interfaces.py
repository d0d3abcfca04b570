"""Addresses for programs, with what each is for."""

from __future__ import annotations

from sparql_endpoint.portal.catalogues import N_

INTERFACES = (
    ("/sparql", N_("SPARQL 1.1: queries, in all formats of results; without a query a description of the service")),
    ("/openapi.json", N_("Description of every address, in OpenAPI")),
    ("/.well-known/void", N_("Description of the data set: size, parts, links, licences")),
    ("/search?q=Doha&format=json", N_("Search, as JSON")),
    ("/reconcile", N_("Reconciliation of lists of names, for OpenRefine and others")),
    ("/def", N_("Our own terms and lists of concepts")),
    ("/def/profile", N_("Terms of RiC-O in use")),
)
