"""Learning from finished documents: a named entity recogniser trained anew from the shipped one, kept in versions.

Part of the suggest layer. `material` and `shelf` do without spaCy; everything else imports it on use.
"""
