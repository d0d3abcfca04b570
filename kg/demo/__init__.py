"""The demonstration graph: its own corpus, where the rest comes from, how it is built."""
