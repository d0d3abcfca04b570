"""The page of a person, body, place, event or term: all that the archives say of it, each statement with its words."""
