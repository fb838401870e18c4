"""Hypothesis strategies for analyses and messages."""

from __future__ import annotations

from hypothesis import strategies as st

from glossator.annotation import (
    Analysis,
    EventHint,
    Phrase,
    Proposal,
    ProposedArgument,
    ProposedType,
    ProposedValue,
)
from glossator.suggest.protocol import Analyse, Cancel, Failure, Hello, Message, Ready, Result

offsets = st.integers(0, 10**6)
words = st.text(max_size=12)
scores = st.floats(0, 1)
fragments = st.lists(st.tuples(offsets, offsets), max_size=3).map(tuple)

hints = st.builds(
    EventHint,
    types=st.lists(st.builds(ProposedType, words, st.none() | words, scores), max_size=3).map(tuple),
    arguments=st.lists(st.builds(ProposedArgument, words, fragments, scores), max_size=3).map(tuple),
    attributes=st.dictionaries(words, st.builds(ProposedValue, words, words), max_size=3),
)
proposals = st.builds(
    Proposal,
    kind=st.sampled_from(("span", "event")),
    label=words,
    fragments=fragments,
    score=scores,
    hint=st.none() | hints,
)
phrases = st.builds(
    Phrase,
    start=offsets,
    end=offsets,
    kind=st.sampled_from(("noun_chunk", "pronoun", "clause", "short_clause", "time", "place")),
    relation=st.none() | words,
    governor=st.none() | offsets,
)
analyses = st.builds(
    Analysis,
    source=words,
    version=words,
    proposals=st.lists(proposals, max_size=4).map(tuple),
    phrases=st.lists(phrases, max_size=4).map(tuple),
)
texts = st.text(max_size=60)
ids = st.integers(0, 2**53)
messages: st.SearchStrategy[Message] = st.one_of(
    st.builds(Hello, schema_toml=texts, model=st.none() | words, events=st.booleans()),
    st.builds(Ready, source=words, version=words),
    st.builds(
        Analyse, id=ids, document=ids, text=texts, language=st.none() | words, title=st.none() | words, priority=ids
    ),
    st.builds(Cancel, id=ids),
    st.builds(Result, id=ids, document=ids, analysis=analyses),
    st.builds(Failure, id=ids, message=texts),
)
