"""Comparing, merging and adjudicating layers: the layer is reserved, its parts come later."""
