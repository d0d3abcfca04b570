"""Access and ethics: what may not be shown is left out when an edition is built, so that nothing can find it there."""
