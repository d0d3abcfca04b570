"""How to cite a page of the portal."""
