"""Suggestions: entities and event hints proposed by a model and our own rules, in this process or in a worker.

A layer of the core above `schema`, beside `exchange`, `review` and `insight`. Importing it does not import spaCy: that
happens when a suggester is made.
"""

from glossator.suggest.identity import identity
from glossator.suggest.request import Request
from glossator.suggest.run import analyse_many
from glossator.suggest.suggester import SpacySuggester

__all__ = ["Request", "SpacySuggester", "analyse_many", "identity"]
