"""The verbs: what a person can do, each a function over a `Step`. They decide; the step writes and remembers."""
