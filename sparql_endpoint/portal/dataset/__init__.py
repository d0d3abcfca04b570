"""The page about the data set: what is covered in which language, how far it can be trusted, how to take it away."""
