"""The dossier of every shared entity: what the sources say of it and in which words, ready for its page.

A table made when an edition is published, so that a page is some look-ups, however often its subject is named.
"""
