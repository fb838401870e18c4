"""Schemas of other tools: brat's annotation.conf, Label Studio's labelling configuration.

Part of the schema layer. Nothing is dropped silently: what does not fit comes back as notices.
"""

from glossator.schema.foreign.imported import Exported, Imported

__all__ = ["Exported", "Imported"]
