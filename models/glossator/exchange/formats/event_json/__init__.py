"""What the formats of event corpora have in common: records of JSON, words counted by number, one key of our own.

Part of `exchange`. `form` is the `Format` that they all are, `own` the key `glossator`, `grid` and `telling` serve
those who write, `sources`, `wording` and `building` those who read.
"""
