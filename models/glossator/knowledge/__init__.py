"""What is known beforehand: how words tell dates, and who or what names stand for.

Part of the core; imports `text`, `errors` and the tables of the resources, nothing of annotations, stores or Qt. Dates
are in `glossator.knowledge.dates`, the knowledge base in `glossator.knowledge.base`.
"""
