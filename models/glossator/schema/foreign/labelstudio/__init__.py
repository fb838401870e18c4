"""Label Studio's labelling configuration, read. Part of the schema layer.

Written after the manual's pages on tags: Labels, Label, Relations, Choices, Taxonomy, Rating, TextArea and their kin.
"""

from glossator.schema.foreign.labelstudio.reading import import_labelling_config, read_labelling_config

__all__ = ["import_labelling_config", "read_labelling_config"]
