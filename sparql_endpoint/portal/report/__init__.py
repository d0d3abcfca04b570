"""“This looks wrong”: a reader tells curators, without an account, and gets a number to ask by."""
