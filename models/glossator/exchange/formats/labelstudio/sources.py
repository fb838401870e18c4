"""Where the text of a task is, and what the offsets of a region mean in it: plain text, HTML, a dialogue.

Part of `exchange`; see `read`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from glossator.annotation import Fragment
from glossator.errors import SchemaError
from glossator.exchange.doctor import Claim, Same, same_surface
from glossator.exchange.fields import Fields
from glossator.exchange.formats.labelstudio.hypertext import HyperText
from glossator.schema.foreign.labelstudio.tree import Tag, read_tree

CONFIG: Final = "labelling.xml"
_LARGEST: Final = 5_000_000
_TAGS: Final = ("text", "hypertext", "paragraphs")
_KINDS: Final = {"labels": "text", "hypertextlabels": "hypertext", "paragraphlabels": "paragraphs"}


def _same_words(found: str, stated: str) -> bool:
    """Whether two surfaces are the same but for white space: what a browser selects has its own, and HTML another."""
    return _words_of(found) == _words_of(stated)


def _words_of(surface: str) -> str:
    return "".join(surface.replace("\\n", " ").split())


class Source(Protocol):
    """The text of one task, as it stands in the file."""

    @property
    def raw(self) -> str: ...

    @property
    def same(self) -> Same: ...

    @property
    def doubts(self) -> list[str]: ...

    def claim(self, value: Fields) -> Claim: ...


class Plain:
    """A text in which regions have offsets."""

    same: Same = staticmethod(same_surface)

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.doubts: list[str] = []

    def claim(self, value: Fields) -> Claim:
        """The claim of a region."""
        return Claim((_offsets(value, "start", "end"),), _surface(value))


class Html:
    """HTML in which regions have paths, and perhaps offsets into the whole text."""

    same: Same = staticmethod(_same_words)

    def __init__(self, html: str) -> None:
        self._hypertext = HyperText(html)
        self.raw = self._hypertext.text
        self.doubts: list[str] = []

    def claim(self, value: Fields) -> Claim:
        """The claim of a region."""
        ends = [
            self._hypertext.place(value.string(end, ""), value.integer(f"{end}Offset", 0)) for end in ("start", "end")
        ]
        stated = _offsets(value.object("globalOffsets"), "start", "end") if "globalOffsets" in value else None
        if ends[0] is not None and ends[1] is not None:
            return Claim(((ends[0], ends[1]),), self._surface(value, (ends[0], ends[1]), stated))
        if stated is not None:
            return Claim((stated,), _surface(value))
        raise value.error(f"there is nothing at {value.peek('start')!r} or {value.peek('end')!r} in the HTML")

    def _surface(self, value: Fields, place: Fragment, stated: Fragment | None) -> str | None:
        """The words; none where the path is believed although they are others: two know better than one.

        The offsets say the same, or the words begin as they should and go on for too long.
        """
        words = _surface(value)
        found = self.raw[slice(*place)]
        if words is None or _same_words(found, words):
            return words
        if place != stated and not _words_of(words).startswith(_words_of(found) or words):
            return words
        self.doubts.append(
            f"{value.where}: the path leads to {found!r:.80}, and is believed; the words beside it are {words!r:.80}."
        )
        return None


class Dialogue:
    """Utterances, one a line after its author; regions have the number of an utterance and an offset in it."""

    same: Same = staticmethod(same_surface)

    def __init__(self, utterances: Iterator[Fields]) -> None:
        lines: list[str] = []
        self.doubts: list[str] = []
        self._starts: list[int] = []
        length = 0
        for one in utterances:
            author = (one.optional("author") or "").rstrip(": ")
            line = f"{author}: {one.string('text')}" if author else one.string("text")
            self._starts.append(length + len(line) - len(one.string("text")))
            lines.append(line)
            length += len(line) + 1
        self.raw = "\n".join(lines)

    def claim(self, value: Fields) -> Claim:
        """The claim of a region. Its surface says nothing where it spans utterances: the authors are between them."""
        ends = [self._offset(value, end) for end in ("start", "end")]
        alone = str(value.peek("start")) == str(value.peek("end"))
        return Claim(((ends[0], ends[1]),), _surface(value) if alone else None)

    def _offset(self, value: Fields, end: str) -> int:
        number = str(value.peek(end))
        if not number.isdecimal() or len(self._starts) <= int(number[:9]):
            raise value.error(f"there is no utterance {number}")
        return self._starts[int(number)] + value.integer(f"{end}Offset")


def _offsets(value: Fields, start: str, end: str) -> Fragment:
    """Offsets, which old files write as strings."""
    found = [int(one) if isinstance(one, str) and one.isdecimal() and len(one) < 10 else None
             for one in (value.peek(start), value.peek(end))]  # fmt: skip
    first, last = found
    return (
        value.integer(start) if first is None else first,
        value.integer(end) if last is None else last,
    )


def _surface(value: Fields) -> str | None:
    stated = value.peek("text")
    return stated if isinstance(stated, str) else None


class Config:
    """What a labelling configuration says of where the texts are; nothing where there is none."""

    def __init__(self, root: Tag | None) -> None:
        found = [tag for tag in root.walk() if tag.name in _TAGS] if root is not None else []
        self.tags: Mapping[str, Tag] = {tag.get("name") or tag.name: tag for tag in found}

    @property
    def only(self) -> Tag | None:
        """The first tag that shows a text from the data."""
        return next((tag for tag in self.tags.values() if (tag.get("value") or "").startswith("$")), None)


def config_path(path: Path) -> Path | None:
    """The labelling configuration beside a file of tasks."""
    names = (f"{path.stem}.{CONFIG}", CONFIG, f"{path.stem}.config.xml", "config.xml")
    return next((one for name in names if (one := path.with_name(name)).is_file()), None)


def config_beside(path: Path) -> Config:
    """The configuration beside a file; one that cannot be read says nothing of where the texts are."""
    found = config_path(path)
    if found is None or _LARGEST < found.stat().st_size:
        return Config(None)
    try:
        return Config(read_tree(found.read_bytes().decode("utf-8", "replace"), where=str(found)))
    except SchemaError:
        return Config(None)


def source_of(task: Fields, results: list[Fields], config: Config) -> Source:
    """The text of a task. Raises FormatError where there is none."""
    data = task.mapping("data")
    kind, key = _kind_and_key(data, results, config)
    value = data.get(key or "")
    if kind == "paragraphs" and isinstance(value, list):
        return Dialogue(Fields(task.peek("data"), f"{task.where}: data").objects(key or ""))
    if not isinstance(value, str) or value.startswith(("http://", "https://", "s3://", "/data/")):
        raise task.error(
            "the task has no text in its data, or several that could be it: only annotated texts can be imported. "
            f"Put the labelling configuration beside the file as {CONFIG}, so that it says which"
        )
    return Html(value) if kind == "hypertext" else Plain(value)


def _kind_and_key(data: Mapping[str, object], results: list[Fields], config: Config) -> tuple[str, str | None]:
    """Whether the text is plain, HTML or a dialogue, and its key in the data."""
    kind: str | None = None
    tag = config.only
    for result in results:
        kind = kind or _KINDS.get(str(result.peek("type")))
        target = result.peek("to_name")
        for named in (result.peek("source"), target):
            if isinstance(named, str) and named.startswith("$") and named[1:] in data:
                return kind or (tag.name if tag is not None else "text"), named[1:]
        if isinstance(target, str) and target in config.tags:
            tag = config.tags[target]
    if tag is not None and (tag.get("value") or "")[1:] in data:
        return kind or tag.name, (tag.get("value") or "")[1:]
    if "text" in data:
        return kind or "text", "text"
    texts = [key for key, value in data.items() if isinstance(value, str)]
    return kind or "text", texts[0] if len(texts) == 1 else None
