"""Trained taggers: one ``<language>.npz`` of weights and one ``<language>.md`` card each."""
