"""One file a linker; each proposes judgements from what the ledger knows of local entities."""
