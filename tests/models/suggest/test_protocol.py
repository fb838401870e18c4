"""What worker and owner say to each other survives the way, whatever is in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from glossator.annotation import Analysis
from glossator.errors import SuggestError
from glossator.suggest.codec import analysis_from_json, analysis_to_json
from glossator.suggest.protocol import PROTOCOL, Hello, Message, Ready, decode, encode
from tests.models.suggest.strategies import analyses, messages


@given(analyses)
def test_an_analysis_comes_back_as_it_was(analysis: Analysis) -> None:
    assert analysis_from_json(json.loads(json.dumps(analysis_to_json(analysis)))) == analysis


@given(messages)
def test_a_message_comes_back_as_it_was(message: Message) -> None:
    assert decode(encode(message)) == message


@given(messages)
def test_a_message_is_one_line_of_ascii(message: Message) -> None:
    line = encode(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert line.isascii()


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b"nonsense", b'{"type":"cancel"}', b'{"type":"sing","id":1}', b"\xff"]
)
def test_anything_else_is_refused(line: bytes) -> None:
    with pytest.raises(SuggestError, match="damaged"):
        decode(line)


@pytest.mark.parametrize("message", [Hello("", protocol=PROTOCOL + 1), Ready("a", "b", protocol=PROTOCOL + 1)])
def test_another_version_is_refused_and_says_what_to_do(message: Message) -> None:
    with pytest.raises(SuggestError, match="Reinstall"):
        decode(encode(message))
