"""Tables with an article in each row as documents: CSV, TSV, Excel, JSON lines, Parquet. Part of `exchange`.

One column holds the texts; the others are what is known about them.
"""
