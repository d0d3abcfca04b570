"""Write mode: the workspace's own graphs, changed over HTTP."""
