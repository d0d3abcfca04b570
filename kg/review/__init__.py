"""Review of identity: what waits for people, what they decide, how it is taken back.

Functions first: a Situation is read from the ledger, decisions are planned from it without any I/O, then entered. The
command line and the portal's review page call the same functions.
"""
