"""Numbers counted over an edition when it is published, as named graphs ``{base}/graph/summary/…``.

They stand apart from the default graph: a query sees them only by GRAPH or FROM NAMED, so that no count of statements
counts counts. They are made from what the edition shows, after access rules have been applied, and tell nothing else.
``docs/reference/summaries.md`` has each graph with a query.
"""
