"""Data only: schemas, themes, lexicons, icons. Imports nothing."""
