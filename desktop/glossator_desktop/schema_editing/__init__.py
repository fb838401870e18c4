"""The schema editor and the migration wizard: one schema as forms or as text, checked and shown as it will look."""
