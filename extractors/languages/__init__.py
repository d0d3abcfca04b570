"""One folder a language: plain data plus one frozen Language object, found by entry point."""
