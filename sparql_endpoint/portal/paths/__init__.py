"""How two things are connected: the shortest ways between them, each step a sentence with its words."""
