"""Tables of the knowledge base, read through importlib.resources; see README.md for their sources."""
