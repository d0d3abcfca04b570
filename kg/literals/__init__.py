"""Short literals of an edition by the pieces of three letters that they hold: titles and names that a filter may mean.

It is asked by ``sparql_endpoint.text_filters`` and by nobody else; people ask the search index.
"""
