"""The parts around the page: bars, lists, cards and the overlays drawn inside the window."""
