"""From a file's bytes to text: encodings, refusals, and the way back to every byte."""

from __future__ import annotations

import hashlib
import os
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.errors import ReadError
from glossator.text import decode, normalise, read_source
from glossator.text.decode import source_of
from glossator.text.sourcemap import SourceMap
from support.texts import document_texts, nasty_texts

KOREAN = "북한은 국제사회의 인권 개선 요구를 거부했다고 외무성 대변인이 금요일 밝혔다."
JAPANESE = "北朝鮮の外務省は、国連の決議を拒否すると金曜日に発表した。カタカナもある。"
CHINESE = "朝鲜外务省发言人星期五表示，拒绝联合国大会通过的决议。中国对此表示关注。"
ARABIC = "رفضت كوريا الشمالية قرار الأمم المتحدة بشأن حقوق الإنسان يوم الجمعة."
RUSSIAN = "Президент встретился с делегацией Северной Кореи в Москве во вторник."
CURLY = "The president’s visit to “the North” was put off — again, officials said on Friday."


def refusal(data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        decode(data, name="notes.txt", encoding=encoding)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@given(raw=document_texts(most=8))
def test_unicode_files_are_read_and_mapped_to_their_bytes(encoding: str, raw: str) -> None:
    data = f"By Kim:\r\n{raw}\r\n".encode(encoding)
    found = source_of(data, name="notes.txt", encoding=encoding)
    assert found.text == normalise(f"By Kim:\r\n{raw}\r\n").text
    assert_maps_to(found.source_map, found.text, data, found.encoding)


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "cp949", "gb18030", "big5", "euc_jp", "iso2022_jp", "cp1252"]
)
@given(picked=st.lists(st.sampled_from(["\r\n", "\n", "a", "é", "중", "文", "あ", "ア", "😀", "’"]), min_size=1))
def test_encodings_given_are_mapped_to_their_bytes(encoding: str, picked: list[str]) -> None:
    data = ("By Kim: " + "".join(picked)).encode(encoding, "ignore")
    found = source_of(data, name="notes.txt", encoding=encoding)
    assert found.text == normalise(data.decode(encoding)).text
    assert found.source_map.to_source(len(found.text)) <= len(data)
    if encoding != "iso2022_jp":
        assert_maps_to(found.source_map, found.text, data, found.encoding)


def assert_maps_to(found: SourceMap, text: str, data: bytes, encoding: str) -> None:
    edges = [found.to_source(offset) for offset in range(len(text) + 1)]
    pieces = [data[start:end].decode(encoding) for start, end in pairwise(edges)]
    assert edges[-1] == len(data)
    assert [normalise(piece).text or piece for piece in pieces] == list(text)
    assert SourceMap.from_bytes(found.to_bytes()) == found


def test_shift_states_are_part_of_the_first_code_point_they_lead_to() -> None:
    data = "aあいb".encode("iso2022_jp")
    found = source_of(data, name="notes.txt").source_map
    assert [found.to_source(offset) for offset in range(5)] == [0, 1, 6, 8, 12]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "cp949"), (KOREAN, "johab"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"), (ARABIC, "cp1256"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (CURLY, "cp1252"),
    ],
)  # fmt: skip
def test_a_clear_encoding_is_found_out(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), name="notes.txt")
    assert found.text == text
    assert found.encoding == encoding


@pytest.mark.parametrize(
    "data",
    [
        "Déjà vu café.".encode("cp1252"),
        "Prezydent spotkał się z delegacją w Łodzi, źródła podają że rozmowy były żywe.".encode("cp1250"),
        "L'été dernier, le président a rencontré son homologue à Genève.".encode("cp850"),
        "북한은".encode("cp949"),
    ],
)
def test_an_unclear_encoding_is_refused_with_advice(data: bytes) -> None:
    message = refusal(data)
    assert "notes.txt is not UTF-8" in message
    assert "looks like" in message
    assert "--encoding " in message


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark_are_told_by_their_nuls(encoding: str) -> None:
    for text in (CURLY, KOREAN):
        found = decode(text.encode(encoding), name="notes.txt")
        assert (found.text, found.encoding) == (text, encoding)
        assert decode(text.encode(encoding), name="notes.txt", encoding=encoding) == found


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "docx"),
        (b"SQLite format 3\0....", "SQLite"),
        (b"{\\rtf1\\ansi text}", "RTF"),
        (b"RIFF\x10\0\0\0WAVE", "RIFF"),
    ],
)
def test_known_files_that_are_no_text(data: bytes, kind: str) -> None:
    assert kind in refusal(data)
    assert kind in refusal(data, encoding="latin-1")


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\0\1\2\3", b"word\1\2\3\4\5 word", b"\xff\xd0\0\x91\x02"])
def test_control_characters_are_no_text(data: bytes) -> None:
    assert "not text" in refusal(data)


def test_one_stray_nul_is_a_slip() -> None:
    assert source_of(b"one\0two", name="notes.txt").text == "one\ufffdtwo"


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\u2028".encode()])
def test_nothing_to_annotate(data: bytes) -> None:
    assert "nothing to annotate" in refusal(data)


def test_damaged_utf8_says_where() -> None:
    message = refusal("café “good”\nnaïve \n".encode() + b"\xe2\x80 end")
    assert "line 3" in message
    assert "byte 25" in message


def test_damaged_utf16_says_where() -> None:
    assert "byte 4" in refusal(b"\xff\xfea\0b")


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "idna", "", "utf\0"])
def test_an_unknown_encoding_is_refused(encoding: str) -> None:
    assert "No encoding is called" in refusal(b"text", encoding=encoding)


def test_the_encoding_given_wins_and_must_fit() -> None:
    assert decode(b"caf\xe9", name="notes.txt", encoding="latin-1").text == "café"
    assert "byte 3" in refusal(b"caf\xe9", encoding="utf-8")


@given(nasty_texts(), st.sampled_from(["utf8", "UTF-8", "utf-8-sig", "utf_8"]))
def test_a_mark_is_no_part_of_the_text(raw: str, encoding: str) -> None:
    text = "x" + normalise(raw).text.replace("\ufeff", "")
    found = source_of(b"\xef\xbb\xbf" + text.encode(), name="notes.txt", encoding=encoding)
    assert found.text == text
    assert found.source_map.to_source(0) == 3


def test_a_file_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    data = "\ufeffBy Kim\r\nSEOUL-- 북한 😀 text.\r\n".encode()
    path.write_bytes(data)
    found = read_source(path)
    assert found.text == "By Kim\nSEOUL-- 북한 😀 text.\n"
    assert found.encoding == "utf-8"
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    start = found.text.index("북한")
    assert data[found.source_map.to_source(start) : found.source_map.to_source(start + 2)].decode() == "북한"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no file .*missing\.txt"):
        read_source(tmp_path / "missing.txt")
    with pytest.raises(ReadError, match="is a folder"):
        read_source(tmp_path)
    with pytest.raises(ReadError, match="is a device"):
        read_source(Path("/dev/zero"))
    with pytest.raises(ReadError, match="cannot be read"):
        read_source(tmp_path / "a\0b")
    (tmp_path / "file").write_text("text")
    with pytest.raises(ReadError, match=r"file.inner.txt"):
        read_source(tmp_path / "file" / "inner.txt")


def test_a_file_without_the_right_to_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("text")

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(ReadError, match=r"secret\.txt may not be read"):
        read_source(path)


def test_odd_file_names_stay_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.txt"
    path.write_bytes(b"")
    with pytest.raises(ReadError) as caught:
        read_source(path)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="empty"):
        read_source(tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_somebody_writes_to_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    writing = os.open(tmp_path / "pipe", os.O_WRONLY)
    os.write(writing, b"Kim met Putin.")
    feeder = subprocess.Popen(["sleep", "0"], pass_fds=[writing])
    os.close(writing)
    feeder.wait()
    assert read_source(tmp_path / "pipe").text == "Kim met Putin."
    os.close(reading)
