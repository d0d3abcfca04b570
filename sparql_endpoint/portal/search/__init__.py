"""Search: one result set, narrowed by facets, shown as list, table, time line, map and network, and as files."""
