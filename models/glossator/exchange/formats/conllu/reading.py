"""CoNLL-U files as bundles, document after document.

Part of `exchange`. The text is that of the tokens (ranges as written), spaced as `SpacesAfter`, the comment `# text` or
`SpaceAfter=No` say. Sentences of a paragraph are one line where the file has paragraphs; else each is a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast, get_args

from glossator.annotation import Bundle, Fragment, Metadata, ReviewState, ReviewTask
from glossator.errors import FormatError
from glossator.exchange.building import document_of
from glossator.exchange.formats.conllu.brackets import FOREIGN, BracketReader, Mention
from glossator.exchange.formats.conllu.rows import Node, Sentence, Unit, read_sentences
from glossator.exchange.formats.conllu.spacing import AFTER, BEFORE, decode_white, is_explicit, space_after
from glossator.exchange.formats.tokens.bundles import Labelled, Linked, bundle_of, in_order
from glossator.exchange.formats.tokens.rebuilding import TextBuilder, gaps_in
from glossator.exchange.formats.tokens.tags import Run, is_tag, runs

SOURCE = "conllu"
UNNAMED = "MENTION"
"""The label of a mention whose file has no types."""
REVIEW = "meta::entities"
_META = "meta::"
_NAMED = ("title", "source", "author", "published", "language")
_TAG_KEYS = ("NE", "NER", "ner", "name")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_RELATION = re.compile(r"(\d{1,6});(\d{1,6});(\d{1,6});(\d{1,6});(.+)")


def read_bundles(path: Path, *, said: Counter[str] | None = None) -> Iterator[Bundle]:
    """The documents of a file; what is not kept is counted in `said`. Raises FormatError with the line."""
    left_out: Counter[str] = Counter() if said is None else said
    gathered: list[Sentence] = []
    position = 0
    fields: tuple[str, ...] = FOREIGN
    for sentence in read_sentences(path):
        if gathered and _begins_document(sentence):
            bundle, fields = _Reading(gathered, path, fields, left_out).bundle(position, only=False)
            yield bundle
            position += 1
            gathered = []
        gathered.append(sentence)
    if not gathered:
        raise FormatError(f"{path}: the file holds no word. Choose another format, or import it as text.")
    yield _Reading(gathered, path, fields, left_out).bundle(position, only=not position)[0]


def notices_of(path: Path) -> tuple[str, ...]:
    """What of a file is not kept, in sentences."""
    said: Counter[str] = Counter()
    for _ in read_bundles(path, said=said):
        pass
    kept_not = "Lemmas, parts of speech, features and dependencies are not kept."
    return (kept_not, *(f"{count} × {what}" for what, count in said.items()))


def _begins_document(sentence: Sentence) -> bool:
    return any(key.split()[:1] == ["newdoc"] for key, _ in sentence.comments)


class _Reading:
    """One document on its way: its text first, then where its nodes stand, then what they say."""

    def __init__(self, sentences: list[Sentence], path: Path, fields: tuple[str, ...], said: Counter[str]) -> None:
        self._sentences = sentences
        self._path = path
        self._said = said
        stated = next((found for one in sentences if (found := one.comment("global.Entity")) is not None), None)
        self._fields = tuple(stated.split("-")) if stated else fields
        self._paragraphs = any(key.split()[:1] == ["newpar"] for one in sentences for key, _ in one.comments)
        self._builder = TextBuilder()
        self._nodes: list[tuple[Node, Fragment]] = []
        self._firsts: list[int] = []
        """The place among the nodes at which each sentence begins."""

    def bundle(self, position: int, *, only: bool) -> tuple[Bundle, tuple[str, ...]]:
        """The document, and the fields of `Entity=` that hold from here on."""
        before: Sentence | None = None
        for sentence in self._sentences:
            self._firsts.append(len(self._nodes))
            self._add(sentence, before)
            before = sentence
        if before is not None and AFTER in before.units[-1].misc:
            self._builder.add(decode_white(before.units[-1].misc[AFTER]))
        name = next((value for one in self._sentences for key, value in one.comments if key == "newdoc id"), "")
        name = name or (self._path.stem if only else f"{self._path.stem}-{position + 1}")
        document = document_of(name, self._builder.text(), metadata=self._metadata(), position=position)
        spans, known = self._spans()
        links = self._links(spans)
        stated = next((found for one in self._sentences if (found := one.comment(REVIEW)) is not None), None)
        state = stated if stated in get_args(ReviewState) else "done" if known else None
        reviews: dict[ReviewTask, ReviewState] = {"entities": cast(ReviewState, state)} if state else {}
        return bundle_of(document, spans, source=SOURCE, links=links, reviews=reviews), self._fields

    def _add(self, sentence: Sentence, before: Sentence | None) -> None:
        """The text of one sentence, and where its nodes stand."""
        units = sentence.units
        gaps = self._gaps(sentence)
        self._builder.add(self._between(before, sentence))
        for unit, gap in zip(units, gaps, strict=True):
            self._place(unit, self._builder.add(unit.form))
            self._builder.add(gap)

    def _gaps(self, sentence: Sentence) -> list[str]:
        """What follows each unit inside the sentence; nothing after the last."""
        units = sentence.units
        by_misc = [space_after(unit.misc) if unit.form else "" for unit in units[:-1]] + [""]
        stated = sentence.comment("text")
        if stated is None or any(is_explicit(unit.misc) for unit in units):
            return by_misc
        found = gaps_in(stated, [unit.form for unit in units])
        if found is None:
            self._said["sentence whose comment “text” differs from its words: the words are taken"] += 1
            return by_misc
        return [*found[1:-1], ""]

    def _between(self, before: Sentence | None, sentence: Sentence) -> str:
        """What stands between two sentences."""
        leading = decode_white(sentence.units[0].misc.get(BEFORE, ""))
        if before is None:
            return leading
        last = before.units[-1].misc
        if AFTER in last:
            return decode_white(last[AFTER]) + leading
        if not self._paragraphs or _begins_paragraph(sentence):
            return "\n" + leading
        return space_after(last) + leading

    def _place(self, unit: Unit, written: Fragment) -> None:
        """Where the words of a unit stand: each in its own part of it, where they are its parts; else in all of it."""
        words = [node for node in unit.nodes if not node.empty]
        start, end = written
        parts = end - start == sum(len(node.form) for node in words) and (
            unit.form.casefold() == "".join(node.form for node in words).casefold()
        )
        reached = start
        for node in unit.nodes:
            if node.empty:
                self._nodes.append((node, (reached, reached)))
                continue
            place = (reached, reached + len(node.form)) if parts else written
            reached = place[1] if parts else end
            self._nodes.append((node, place))

    def _spans(self) -> tuple[list[Labelled], bool]:
        """The spans in order of the text, and whether the file speaks of entities at all."""
        brackets = BracketReader(self._fields)
        seen = any(one.comment("global.Entity") is not None for one in self._sentences)
        for place, (node, _) in enumerate(self._nodes):
            if "Entity" in node.misc:
                seen = True
                brackets.take(node.misc["Entity"], place, f"{self._path}:{node.line}")
        mentions = brackets.mentions()
        found = list(self._mentioned(mentions))
        if not mentions:
            tagged = list(self._tagged())
            seen |= any(True for node, _ in self._nodes if _tag_of(node) is not None)
            found += tagged
        return sorted(found, key=lambda one: in_order((one.fragments[0][0], one.fragments[-1][1]), "")), seen

    def _mentioned(self, mentions: Iterable[Mention]) -> Iterator[Labelled]:
        for mention in mentions:
            fragments = tuple(self._written(part) for part in sorted(mention.parts))
            kept = tuple(one for one in fragments if one[0] < one[1])
            if mention.missing:
                self._said["divided span of which a part is missing"] += 1
            if not kept:
                self._said["mention on an empty node: it has no words"] += 1
                continue
            yield Labelled(mention.label or UNNAMED, _joined(kept), mention.attributes, mention.group, mention.identity)

    def _written(self, part: tuple[int, int]) -> Fragment:
        """The stretch of the words among some nodes."""
        places = [place for node, place in self._nodes[slice(*part)] if not node.empty]
        return (places[0][0], places[-1][1]) if places else (0, 0)

    def _tagged(self) -> Iterator[Labelled]:
        """Spans of files that write a tag to each word instead of brackets."""
        for first, last in zip(self._firsts, [*self._firsts[1:], len(self._nodes)], strict=True):
            words = [one for one in self._nodes[first:last] if not one[0].empty]
            found: Iterable[Run] = runs([_tag_of(node) or "O" for node, _ in words])
            for run in found:
                yield Labelled(run.label, ((words[run.start][1][0], words[run.end - 1][1][1]),))

    def _links(self, spans: list[Labelled]) -> list[Linked]:
        """flair's comment `relations`: first and last word of both ends, and the type. Ends without a span get one."""
        links: list[Linked] = []
        places = {one.fragments: number for number, one in enumerate(spans)}
        for sentence, first, last in zip(
            self._sentences, self._firsts, [*self._firsts[1:], len(self._nodes)], strict=True
        ):
            stated = sentence.comment("relations")
            if not stated:
                continue
            words = {node.number: where for node, where in self._nodes[first:last] if not node.empty}
            for type_, ends in self._related(stated, words, sentence.line):
                for end in ends:
                    if (end,) not in places:
                        places[(end,)] = len(spans)
                        spans.append(Labelled(None, (end,)))
                links.append(Linked(type_, *(places[(end,)] for end in ends)))
        return links

    def _related(
        self, stated: str, words: Mapping[int, Fragment], line: int
    ) -> Iterator[tuple[str, tuple[Fragment, Fragment]]]:
        """The type and both ends of each relation in a comment."""
        for item in stated.split("|"):
            match = _RELATION.fullmatch(item.strip())
            if match is None:
                self._said["relation that is not written as flair writes them"] += 1
                continue
            numbers = [int(number) for number in match.groups()[:4]]
            if not all(number in words for number in numbers) or numbers[1] < numbers[0] or numbers[3] < numbers[2]:
                raise FormatError(f"{self._path}:{line}: the relation {item!r} is not between words of its sentence.")
            starts, ends = numbers[::2], numbers[1::2]
            source, target = ((words[a][0], words[b][1]) for a, b in zip(starts, ends, strict=True))
            yield match[5], (source, target)

    def _metadata(self) -> Metadata:
        meta = {
            key.removeprefix(_META): value
            for one in self._sentences
            for key, value in one.comments
            if key.startswith(_META) and key != REVIEW
        }
        created = meta.get("dateCreated", "")
        published = meta.get("published") or (created if _DATE.fullmatch(created) else None)
        return Metadata(
            title=meta.get("title"),
            source=meta.get("source"),
            author=meta.get("author"),
            published=published,
            language=meta.get("language"),
            extra={key: value for key, value in meta.items() if key not in _NAMED},
        )


def _begins_paragraph(sentence: Sentence) -> bool:
    return any(key.split()[:1] in (["newpar"], ["newdoc"]) for key, _ in sentence.comments)


def _tag_of(node: Node) -> str | None:
    """The tag of a word, from a column of its own or from the last one."""
    if node.ner is not None:
        return node.ner
    return next((node.misc[key] for key in _TAG_KEYS if key in node.misc and is_tag(node.misc[key])), None)


def _joined(fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
    """Parts that share words (two of a range, say) as one."""
    joined: list[Fragment] = []
    for start, end in fragments:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
