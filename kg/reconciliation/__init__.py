"""Outside identifiers from services of the Reconciliation API 0.2: asked once, kept, suggested, never decided."""
