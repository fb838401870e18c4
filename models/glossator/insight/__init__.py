"""Concordance, consistency checks and statistics: the layer is reserved, its parts come later."""
