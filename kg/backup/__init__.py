"""Backups of a workspace: everything that it holds, in pieces by their hash, and back again."""
