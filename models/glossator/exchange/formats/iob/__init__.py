"""One token a line, its tag in a column: IOB1, IOB2 and BIOES share everything but the prefixes they write.

Part of `exchange`. Any of the three reads all of them.
"""
