"""Encodings found out: every foreign file whose encoding is stated, and pieces of it that are too short to tell."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.errors import ReadError
from glossator.text.charset import decode
from glossator.text.eastasian import likely_reading

_SECTION = re.compile(r"### (documents/\S+/) ")
_STATED = re.compile(r"\| (\S+) \|.*encoding (\S+), code points (\d+), sha256 ([0-9a-f]{64})")
EASTERN = {
    "cp949": "북한은 국제사회의 인권 개선 요구를 거부했다고 외무성 대변인이 금요일 밝혔다.",
    "shift_jis": "北朝鮮の外務省は、国連の決議を拒否すると金曜日に発表した。カタカナもある。",
    "euc_jp": "北朝鮮の外務省は、国連の決議を拒否すると金曜日に発表した。カタカナもある。",
    "gb18030": "朝鲜外务省发言人星期五表示，拒绝联合国大会通过的决议。中国对此表示关注。",
    "big5": "外交部發言人星期五表示，拒絕聯合國大會通過的決議。中國對這個問題表示關注。",
}


def stated(shared: Path) -> list[tuple[Path, str, str]]:
    """The files of which the index states encoding and digest."""
    found = []
    section = ""
    for line in (shared / "foreign" / "INDEX.md").read_text(encoding="utf-8").split("\n"):
        section = told[1] if (told := _SECTION.match(line)) else "" if line.startswith("#") else section
        told = _STATED.match(line)
        if section and told is not None:
            found.append((shared / "foreign" / section / told[1], told[2], told[4]))
    return found


def digest(text: str) -> str:
    return sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode()).hexdigest()


def test_every_stated_encoding_is_found_out(shared_dir: Path) -> None:
    files = stated(shared_dir)
    assert len(files) == 54
    for path, encoding, expected in files:
        data = path.read_bytes()
        assert digest(decode(data, name=path.name, encoding=encoding).text) == expected, path
        assert digest(decode(data, name=path.name).text) == expected, path


def test_no_piece_of_them_is_read_wrongly(shared_dir: Path) -> None:
    """A piece may be too short to tell: then it is refused, but never misread."""
    wrong = []
    for path, encoding, _ in stated(shared_dir):
        if encoding in ("utf-8", "utf-8-sig") or encoding.startswith(("utf", "mac")) or path.suffix == ".smi":
            continue
        text = path.read_bytes().decode(encoding)
        for start in range(0, len(text), 300):
            piece = text[start : start + 300].encode(encoding, "ignore")
            try:
                found = decode(piece, name="piece")
            except ReadError:
                continue
            if found.text != piece.decode(encoding):
                wrong.append((path.name, start, found.encoding))
    assert wrong == []


@pytest.mark.parametrize("encoding", sorted(EASTERN))
def test_encodings_of_east_asia(encoding: str) -> None:
    reading = likely_reading(EASTERN[encoding].encode(encoding))
    assert reading is not None
    assert reading.encoding == encoding


@given(st.binary(max_size=200))
def test_noise_is_no_language(data: bytes) -> None:
    reading = likely_reading(data)
    assert reading is None or data.decode(reading.encoding)


def test_turkish_is_told_from_the_west() -> None:
    text = "Dışişleri Bakanlığı sözcüsü, bu kararın bir ilk olduğunu ve görüşmelerin daha sonra süreceğini için dedi."
    assert decode(text.encode("cp1254"), name="a.txt").text == text
