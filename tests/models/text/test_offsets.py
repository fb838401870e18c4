"""Code points, UTF-16 units and bytes agree with Python's own encoders, everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given

from glossator.text import Utf8Index, Utf16Index, utf16_length
from support.texts import document_texts, nasty_texts


def units_before(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


@given(nasty_texts())
def test_utf16_agrees_with_the_encoder(text: str) -> None:
    index = Utf16Index(text)
    assert index.utf16_length == utf16_length(text) == units_before(text, len(text))
    for offset in range(len(text) + 1):
        unit = index.to_utf16(offset)
        assert unit == units_before(text, offset)
        assert index.to_code_point(unit) == offset


@given(nasty_texts())
def test_inside_a_surrogate_pair_the_pair_is_meant(text: str) -> None:
    index = Utf16Index(text)
    for offset, code_point in enumerate(text):
        if "\uffff" < code_point:
            assert index.to_code_point(index.to_utf16(offset) + 1) == offset


@given(document_texts())
def test_utf8_agrees_with_the_encoder(text: str) -> None:
    index = Utf8Index(text)
    assert index.byte_length == len(text.encode())
    for offset in range(len(text) + 1):
        byte = index.to_utf8(offset)
        assert byte == len(text[:offset].encode())
        assert index.to_code_point(byte) == offset
        if offset < len(text):
            assert index.to_code_point(byte + len(text[offset].encode()) - 1) == offset


def test_without_astral_code_points_nothing_moves() -> None:
    assert Utf16Index("북한은 naïve e\u0301").is_identity
    assert not Utf16Index("a😀").is_identity
    assert Utf8Index("plain").is_identity
    assert not Utf8Index("é").is_identity


@pytest.mark.parametrize("outside", [-1, 4])
def test_an_offset_outside_is_refused(outside: int) -> None:
    for convert in (Utf16Index("abc").to_utf16, Utf16Index("abc").to_code_point, Utf8Index("abc").to_code_point):
        with pytest.raises(ValueError, match="outside"):
            convert(outside)
