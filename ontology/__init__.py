"""What the graph means: RiC-O 1.1 facts, our few own terms, labels, vocabularies, shapes, example queries."""
