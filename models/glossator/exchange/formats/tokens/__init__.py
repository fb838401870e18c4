"""What the formats of one token a line have in common: lines, tags, and a text made again out of tokens.

Part of `exchange`; pure functions but for reading lines.
"""
