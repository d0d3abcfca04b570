"""Why things are as they are in the graph: identities and statements."""
