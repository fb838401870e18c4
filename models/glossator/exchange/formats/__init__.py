"""Formats of annotated documents, one module or package each, found through entry points. Part of `exchange`."""
