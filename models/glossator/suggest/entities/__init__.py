"""From what a model marked to what is proposed: entity post-processing as small pure functions. Imports no spaCy."""
