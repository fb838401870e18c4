"""The words that web pages put around an article, language by language. Part of the text layer.

`lexicon` answers what an item of a menu or footer is; the languages are data.
"""
