"""The query page: editor, examples, results as table, map, network and chart, short links, snippets."""
