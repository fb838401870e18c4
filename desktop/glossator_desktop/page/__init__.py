"""The page: a document's text with its annotations, suggestions and the caret.

What it shows (`content`) and its look (`style`) are free of Qt; the widget is `view.PageView`.
"""
