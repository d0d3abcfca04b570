"""The graph: identity, meaning, storage, editions."""
