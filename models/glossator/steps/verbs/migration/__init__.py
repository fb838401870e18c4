"""Migrating the schema: its names change, and with them whatever bears them, in everybody's layers, as one step."""

from glossator.steps.verbs.migration.run import migrate, preview, title_of

__all__ = ["migrate", "preview", "title_of"]
