"""What readers report as wrong: kept in a file beside the ledger, answered by curators. Nothing in it is published."""
