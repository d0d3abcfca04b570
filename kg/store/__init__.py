"""The only package that may import a store engine."""
