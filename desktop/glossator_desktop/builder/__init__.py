"""The cards that float over the page: event builder, lists, label bar. All but `card` is without Qt."""
