"""Other people's files of every kind: the text that other programs find in them, as far as ours should be the same."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from glossator.annotation import Document
from glossator.errors import ReadError
from glossator.exchange.readers.documents import read_documents
from support.documents import has

NEEDS = {
    ".html": "trafilatura", ".mhtml": "trafilatura", ".docx": "docx", ".pdf": "pypdfium2", ".rtf": "striprtf.striprtf",
}  # fmt: skip


@pytest.fixture
def documents(shared_dir: Path) -> Path:
    return shared_dir / "foreign" / "documents"


def one(path: Path) -> Document:
    (bundle,) = read_documents(path)[0]
    return bundle.document


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("\u2019", "'"))


def test_every_file_is_read_or_refused_for_a_reason(documents: Path) -> None:
    refused = []
    for path in sorted(documents.rglob("*")):
        if path.is_file() and path.suffix != ".json" and has(NEEDS.get(path.suffix, "json")):
            try:
                assert read_documents(path, text_column="名前" if path.suffix == ".csv" else None)[0]
            except ReadError as error:
                refused.append((path.name, str(error)))
    reasons = dict(refused)
    assert set(reasons) <= {"libreoffice-writer-password.pdf", "blns.txt"}
    assert "password" in reasons.get("libreoffice-writer-password.pdf", "password")


@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf", "epub", "pdf"])
def test_the_words_are_those_that_another_program_finds(documents: Path, suffix: str) -> None:
    path = documents / "office" / f"textract-{suffix}-raw_text.{suffix}"
    if not has(NEEDS.get(path.suffix, "json")):
        pytest.skip("its reader is not installed")
    expected = path.with_name(f"{path.name}.expected.txt").read_text(encoding="utf-8")
    found, wanted = words(one(path).text), words(expected)
    assert abs(len(found) - len(wanted)) <= len(wanted) // 20
    assert len(set(wanted) - set(found)) <= len(set(wanted)) // 20


def test_counts_of_the_index(documents: Path) -> None:
    assert len(one(documents / "office" / "sample-files-002-source.odt").text.split()) == 100
    if has("docx"):
        assert len(one(documents / "office" / "QualCoder-ID1.docx").text) in (627, 628)
    if has("pypdfium2"):
        for name, count in (("minimal-document", 102), ("002-trivial-libre-office-writer", 100)):
            assert abs(len(one(documents / "pdf" / f"{name}.pdf").text.split()) - count) <= 2


@pytest.mark.skipif(not has("trafilatura"), reason="trafilatura is not installed, or not whole")
def test_articles_of_pages(documents: Path) -> None:
    gold = json.loads((documents / "html" / "trafilatura" / "gold.json").read_text(encoding="utf-8"))
    missed = []
    for page in gold.values():
        document = one(documents / "html" / "trafilatura" / page["file"])
        missed += [part for part in page["with"] if part not in document.text]
        assert not any(part in document.text for part in page["without"])
        assert document.metadata.title == page["title"]
        assert document.metadata.source == page["sitename"]
    assert len(missed) <= 1


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found += words(data)


@pytest.mark.skipif(not has("trafilatura"), reason="trafilatura is not installed, or not whole")
def test_pages_hold_what_another_program_takes_for_the_article(documents: Path) -> None:
    for folder in sorted(documents.glob("html/readability-*")):
        parser = _Words()
        parser.feed((folder / "expected.html").read_text(encoding="utf-8"))
        found, wanted = words(one(folder / "source.html").text), parser.found
        common = sum(min(found.count(word), wanted.count(word)) for word in set(wanted))
        # Of the one page, whose paragraphs are all the same, each is taken once.
        least = 0.5 if "en-dash" in folder.name else 0.95
        assert least * len(wanted) <= common, folder.name
