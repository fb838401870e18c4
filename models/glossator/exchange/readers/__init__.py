"""Readers: files without annotations as documents, with the metadata that they tell. Part of `exchange`."""
