"""Event hints and phrases from a dependency parse and lexicons. Works on plain data; imports no spaCy."""
