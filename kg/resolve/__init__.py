"""Identity: which local entities are one. Judgements in, clusters out; statements never change."""
