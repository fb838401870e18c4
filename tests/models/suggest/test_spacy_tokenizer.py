"""Our tokenisation inside spaCy: the text stays exactly what it was."""

from __future__ import annotations

import pickle

import spacy
from hypothesis import given
from hypothesis import strategies as st

from glossator.suggest.spacy_tokenizer import GlossatorTokenizer, create_tokenizer
from glossator.text.tokens import tokenize

NLP = spacy.blank("en")
TEXTS = st.text(alphabet=st.sampled_from("aB1 .,'’-\n\t\r\u00a0\u3000é漢한ا😀\U0001f468\u200d\u0301\"$"), max_size=40)


@given(TEXTS | st.text(max_size=40))
def test_a_doc_has_exactly_the_text(text: str) -> None:
    doc = GlossatorTokenizer(NLP.vocab)(text)
    assert doc.text == text


@given(TEXTS)
def test_words_are_those_of_the_page(text: str) -> None:
    doc = GlossatorTokenizer(NLP.vocab)(text)
    words = [(word.idx, word.idx + len(word)) for word in doc if not word.is_space]
    assert words == [tuple(token) for token in tokenize(text)]


def test_white_space_is_kept_as_spacy_keeps_it() -> None:
    text = "One  two\nthree \n four "
    ours = [word.text_with_ws for word in GlossatorTokenizer(NLP.vocab)(text)]
    assert ours == [word.text_with_ws for word in NLP(text)]


def test_spacy_finds_it_by_name() -> None:
    assert spacy.registry.tokenizers.get("glossator.Tokenizer.v1") is create_tokenizer


def test_a_pipeline_names_it_in_its_configuration_and_comes_back() -> None:
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "glossator.Tokenizer.v1"}}})
    assert nlp.config["nlp"]["tokenizer"] == {"@tokenizers": "glossator.Tokenizer.v1"}
    again = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "glossator.Tokenizer.v1"}}})
    again.from_bytes(nlp.to_bytes())
    assert [word.text for word in again("U.S.-led talks")] == ["U.S.", "-", "led", "talks"]


def test_it_can_be_sent_to_another_process() -> None:
    again = pickle.loads(pickle.dumps(GlossatorTokenizer(NLP.vocab)))
    assert again("Ada’s map").text == "Ada’s map"
