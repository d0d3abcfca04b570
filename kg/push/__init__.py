"""Editions into stores elsewhere: graph by graph, resumable, verified, marked when whole."""
