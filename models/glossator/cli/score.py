"""The command that compares annotations with a gold standard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glossator.cli.app import app, show
from glossator.cli.options import AsJson, ProjectPath

if TYPE_CHECKING:
    from glossator.annotation.scoring import Count, Difference, Score, Thing
    from glossator.project.scoring import Aspect, Comparison

_TITLES = {
    "entities": "Entities", "triggers": "Triggers (any type)", "events": "Events (trigger and type)",
    "arguments": "Arguments by role",
}  # fmt: skip
_MOST_NAMED = 8


@app.command()
def score(
    project: ProjectPath,
    against: Annotated[Path, typer.Option(help="The gold standard: a project, or a file such as JSONL.")],
    layer: Annotated[str | None, typer.Option(help="Whose annotations; by default yours, or the only ones.")] = None,
    gold_layer: Annotated[str | None, typer.Option(help="Whose annotations are the gold.")] = None,
    finished: Annotated[bool, typer.Option(help="Only what is finished in the gold.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List everything on which the two do not agree.")] = False,
    as_json: AsJson = False,
) -> None:
    """Compare annotations with a gold standard: precision, recall and F1, strict and by overlap. Changes nothing."""
    from glossator.project import Project

    with Project.open(project, read_only=True) as opened:
        found = opened.score(against, layer=layer, gold_layer=gold_layer, finished=finished)
    show(_data(found), as_json=as_json, text="\n".join(_lines(found, errors=errors)))


def _data(found: Comparison) -> dict[str, Any]:
    return {
        "layer": found.layer,
        "gold_layer": found.gold_layer,
        "documents": list(found.names.values()),
        "only_in_gold": list(found.only_gold),
        "scores": {
            aspect: {
                "strict": {"all": _count(one.strict_total), **{name: _count(of) for name, of in one.strict.items()}},
                "overlap": {"all": _count(one.overlap_total), **{name: _count(of) for name, of in one.overlap.items()}},
            }
            for aspect, one in found.scores.items()
        },
        "errors": [
            _error(found, aspect, difference)
            for aspect, one in found.scores.items()
            for difference in one.differences
        ],
    }  # fmt: skip


def _count(count: Count) -> dict[str, float]:
    return {
        "right": count.right, "said": count.said, "gold": count.gold, "precision": round(count.precision, 4),
        "recall": round(count.recall, 4), "f1": round(count.f1, 4),
    }  # fmt: skip


def _error(found: Comparison, aspect: Aspect, difference: Difference) -> dict[str, Any]:
    key = str((difference.gold or difference.said).document)  # type: ignore[union-attr]
    return {
        "aspect": aspect, "kind": difference.kind, "document": found.names[key],
        "line": _line(found, key, difference), "said": _thing(found, difference.said),
        "gold": _thing(found, difference.gold),
    }  # fmt: skip


def _thing(found: Comparison, thing: Thing | None) -> dict[str, Any] | None:
    if thing is None:
        return None
    text = found.texts[str(thing.document)]
    data: dict[str, Any] = {
        "label": thing.label, "fragments": thing.fragments, "text": _words(text, thing),
    }  # fmt: skip
    if thing.within:
        data |= {"event": thing.within, "trigger": thing.around}
    return data


def _words(text: str, thing: Thing) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in thing.fragments)


def _line(found: Comparison, key: str, difference: Difference) -> int:
    thing = difference.gold or difference.said
    place = (thing.fragments or thing.around) if thing else ()
    return found.texts[key].count("\n", 0, place[0][0]) + 1 if place else 1


def _lines(found: Comparison, *, errors: bool) -> list[str]:
    count = len(found.names)
    lines = [
        f"{found.layer} against {found.gold_layer}, in {count} document{'' if count == 1 else 's'} with the same text."
    ]
    if found.only_gold:
        more = f" and {len(found.only_gold) - _MOST_NAMED} more" if _MOST_NAMED < len(found.only_gold) else ""
        lines.append(f"Not in the project, and not counted: {', '.join(found.only_gold[:_MOST_NAMED])}{more}.")
    for aspect, one in found.scores.items():
        if one.strict:
            lines += ["", *_table(_TITLES[aspect], one)]
    if all(not one.strict for one in found.scores.values()):
        lines.append("Nothing is annotated on either side.")
    if errors:
        lines += ["", *_error_lines(found)]
    return lines


def _table(title: str, one: Score) -> list[str]:
    wide = max(map(len, (title, *one.strict)))
    head = f"{title:<{wide}}   strict   P     R    F1   overlap   P     R    F1    said  gold"
    rows = [(name, one.strict[name], one.overlap[name]) for name in one.strict]
    if 1 < len(rows):
        rows.append(("all", one.strict_total, one.overlap_total))
    return [
        head,
        *(
            f"{name:<{wide}}       {_percent(strict)}        {_percent(near)}  {strict.said:6} {strict.gold:5}"
            for name, strict, near in rows
        ),
    ]


def _percent(count: Count) -> str:
    return f"{100 * count.precision:5.1f} {100 * count.recall:5.1f} {100 * count.f1:5.1f}"


def _error_lines(found: Comparison) -> list[str]:
    lines = []
    for aspect, one in found.scores.items():
        for difference in one.differences:
            key = str((difference.gold or difference.said).document)  # type: ignore[union-attr]
            said, gold = _said(found, difference.said), _said(found, difference.gold)
            words = {"missing": f"{gold} is missing", "spurious": f"{said} is not in the gold"}
            what = words.get(difference.kind, f"{said}, in the gold {gold}")
            lines.append(f"{found.names[key]}:{_line(found, key, difference)}: {aspect}: {what}")
    return lines or ["The two agree on everything."]


def _said(found: Comparison, thing: Thing | None) -> str:
    if thing is None:
        return ""
    words = _words(found.texts[str(thing.document)], thing)
    return f"{thing.within} {thing.label}".strip() + (f" “{words}”" if words else "")
