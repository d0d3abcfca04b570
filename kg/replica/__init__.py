"""A node's own dump taken back in: its source graphs as they were, line for line, known to the ledger as before."""
