"""An edition's statements by property, written once while it is made, so that nobody has to ask the engine for them.

The engine looks up each term of each row on its own: some 15 microseconds a row, where a line of a column costs one.
Columns are cut from the canonical texts of the graphs and are thrown away when the edition stands.
"""
