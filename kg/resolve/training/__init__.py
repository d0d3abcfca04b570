"""What the weights of name matching are learned with; nothing here is needed to match."""
