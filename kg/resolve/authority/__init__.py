"""Mentions of a document told by an authority list: who of the list is meant, or nobody."""
