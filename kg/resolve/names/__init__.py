"""Names compared across scripts: parsed, romanised, aligned letter by letter, scored, explained."""
