"""brat's annotation.conf, read and written. Part of the schema layer.

Written after brat's configuration manual and its own reader, `server/src/projectconfig.py`.
"""

from glossator.schema.foreign.brat.reading import import_annotation_conf, read_annotation_conf
from glossator.schema.foreign.brat.writing import export_annotation_conf, write_annotation_conf

__all__ = ["export_annotation_conf", "import_annotation_conf", "read_annotation_conf", "write_annotation_conf"]
