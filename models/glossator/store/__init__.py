"""The project file: tables, migrations, locking, full-text index. Imports `schema`, `annotation`, `text`, `errors`."""

from glossator.store.codecs import SchemaVersion
from glossator.store.database import create, discard
from glossator.store.journal import Entry, Image, StepRow
from glossator.store.search import SearchHit
from glossator.store.store import Store
from glossator.store.things import new_uid

__all__ = ["Entry", "Image", "SchemaVersion", "SearchHit", "StepRow", "Store", "create", "discard", "new_uid"]
