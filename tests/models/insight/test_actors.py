from __future__ import annotations

from glossator.annotation import Argument, Entity, Event, Layer, Span
from glossator.insight.actors import actor_graph, bare_name
from glossator.schema import load_schema

PLOVER = load_schema("plover")


def span(number: int, text: str) -> Span:
    return Span(number, 1, "ada", "GPE", ((0, 1),), text)


def event(number: int, kind: str, actors: tuple[int, ...], recipients: tuple[int, ...] = (), **more: bool) -> Event:
    fillers = (*(Argument("actor", one) for one in actors), *(Argument("recipient", one) for one in recipients))
    return Event(number, 1, "ada", kind, ((0, 1),), "x", arguments=fillers, draft=more.get("draft", False))


def test_names_are_met_whatever_their_case_and_article() -> None:
    spans = (span(1, "the United\nStates"), span(2, "United States"), span(3, "Norland"), span(4, "NORLAND's"))
    layer = Layer(1, "ada", None, spans, (event(10, "AID", (1,), (3,)), event(11, "AID", (2,), (4,))))
    graph = actor_graph([layer], PLOVER)
    assert [(node.name, node.weight) for node in graph.nodes] == [("Norland", 2), ("United States", 2)]
    assert [(edge.source, edge.target, edge.types) for edge in graph.edges] == [
        ("united states", "norland", {"AID": 2})
    ]


def test_entities_bring_mentions_together_across_documents() -> None:
    first = Layer(1, "ada", None, (span(1, "he"), span(2, "Norland")), (event(10, "REQUEST", (1,), (2,)),), (),
                  (Entity(5, 1, "ada", "Ri Su Yong", "Q1", mentions=(1,)),))  # fmt: skip
    second = Layer(2, "ada", None, (span(3, "Ri"), span(4, "Norland")), (event(11, "REJECT", (4,), (3,)),), (),
                   (Entity(6, 2, "ada", "Ri Su-yong", "Q1", mentions=(3,)),))  # fmt: skip
    graph = actor_graph([first, second], PLOVER)
    assert {node.key: node.events for node in graph.nodes} == {"kb:Q1": (10, 11), "norland": (10, 11)}
    assert {(edge.source, edge.target) for edge in graph.edges} == {("kb:Q1", "norland"), ("norland", "kb:Q1")}


def test_where_all_are_actors_it_is_between_them_and_drafts_do_not_count() -> None:
    spans = (span(1, "Norland"), span(2, "Estmark"), span(3, "Ostria"))
    events = (event(10, "CONSULT", (1, 2, 3)), event(11, "AID", (1,), (2,), draft=True), event(12, "PROTEST", (1,)))
    graph = actor_graph([Layer(1, "ada", None, spans, events)], PLOVER)
    assert {(edge.source, edge.target) for edge in graph.edges} == {
        ("norland", "estmark"), ("norland", "ostria"), ("estmark", "ostria"),
    }  # fmt: skip
    assert graph.nodes[0].weight == 2
    assert len(graph.top(2).edges) == 1


def test_a_name_that_is_only_an_article_stays() -> None:
    assert bare_name("The") == "The"
    assert bare_name("  a   river ") == "river"
