"""Exchange with files: readers of documents, formats of annotations, and what an export loses.

A layer of the core beneath `project`, beside `review`, `suggest` and `insight`, which it does not import; it stands on
`schema`, `annotation` and `text`. Importing it loads no format and no heavy library.
"""
