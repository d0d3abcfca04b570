"""Where a reader begins: what is inside, the questions that connect the archives, and how to read the pages."""
