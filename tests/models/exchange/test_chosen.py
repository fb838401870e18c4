"""Which layer is exported, and how far it was looked at."""

from __future__ import annotations

import pytest

from glossator.annotation import Bundle, Document, Event, Layer, LayerState, Span
from glossator.errors import ExportError
from glossator.exchange.chosen import choose_layer, review_of

DOCUMENT = Document(1, "a.txt", "Kim met Putin.")
SPAN = Span(2, 1, "", "PERSON", ((0, 3),), "Kim")
DONE = {"entities": "done", "events": "done"}


def _layer(annotator: str, *spans: Span, **reviews: str) -> Layer:
    return Layer(1, annotator, LayerState(9, 1, annotator, (), reviews), spans)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("layers", "name", "chosen"),
    [
        ((), None, ""),
        ((_layer("ada"),), None, "ada"),
        ((_layer("ada", SPAN), _layer("ben", SPAN)), "ben", "ben"),
        ((_layer("ada", SPAN), _layer("gold", SPAN), _layer("ben", SPAN)), None, "gold"),
        ((_layer("ada", SPAN), Layer(1, "ben")), None, "ada"),
        ((_layer("ada", SPAN, **DONE), _layer("ben", SPAN)), None, "ada"),
        ((Layer(1, "ada"), Layer(1, "ben")), None, ""),
        ((_layer("ada", SPAN),), "cy", "cy"),
    ],
)
def test_the_layer_meant(layers: tuple[Layer, ...], name: str | None, chosen: str) -> None:
    assert choose_layer(Bundle(DOCUMENT, layers), name).annotator == chosen


def test_two_layers_must_be_adjudicated() -> None:
    bundle = Bundle(DOCUMENT, (_layer("ada", SPAN), _layer("ben", SPAN)))
    with pytest.raises(ExportError, match=r"a\.txt has annotations by ada, ben"):
        choose_layer(bundle)


def test_where_annotations_stand_somebody_has_looked() -> None:
    event = Event(3, 1, "ada", "CONSULT", ((4, 7),), "met")
    layer = Layer(1, "ada", spans=(SPAN,))
    assert review_of(Bundle(DOCUMENT), layer, "entities") == "in_progress"
    assert review_of(Bundle(DOCUMENT), layer, "events") == "not_looked_at"
    assert review_of(Bundle(DOCUMENT), Layer(1, "ada", events=(event,)), "events") == "in_progress"
    assert review_of(Bundle(DOCUMENT), _layer("ada", entities="done"), "entities") == "done"
