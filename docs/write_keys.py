"""Writes the table of keys into manual.md, out of the window's own tables of actions. Run it after changing those."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from glossator_desktop.actions import Action, ModeName
from glossator_desktop.panels.commands import ALL_ACTIONS

MANUAL = Path(__file__).with_name("manual.md")
BEGIN, END = "<!-- keys:begin -->", "<!-- keys:end -->"
RUN = 4
"""So many neighbours (1, 2, 3, 4) and more are written as one range."""

HEADINGS: dict[ModeName, str] = {
    "page": "On the page",
    "hint": "While letters stand over the words",
    "choose": "In a list to choose from",
    "pick": "Choosing what to link",
    "form": "In a card with fields",
    "type": "Event, first part: its type",
    "roles": "Event, second part: who and what",
    "past": "Looking at the past",
    "problem": "At a problem",
    "occurrences": "Among all occurrences",
    "schema": "In the schema editor",
    "everywhere": "Everywhere",
}


def key_tables(actions: Iterable[Action] = ALL_ACTIONS) -> str:
    """One table for each mode, one line for each action."""
    listed = tuple(actions)
    parts = [_table(heading, [one for one in listed if one.mode == mode]) for mode, heading in HEADINGS.items()]
    return "\n\n".join(parts)


def _table(heading: str, actions: Iterable[Action]) -> str:
    lines = [f"### {heading}", "", "| keys | what | in full |", "|---|---|---|"]
    lines.extend(f"| {_keys(one.keys)} | {one.title} | {one.help} |" for one in actions)
    return "\n".join(lines)


def _keys(keys: tuple[str, ...]) -> str:
    """`1`–`9` for a run, else one after the other; what has no key is found in the palette."""
    if not keys:
        return "by name (`Ctrl+K`)"
    if RUN <= len(keys) and _is_run(keys):
        return f"`{keys[0]}`–`{keys[-1]}`"
    return " ".join(f"`{key}`" for key in keys)


def _is_run(keys: tuple[str, ...]) -> bool:
    same = all(key[:-1] == keys[0][:-1] for key in keys) and (len(keys[0]) == 1 or keys[0][-2] == "+")
    return same and ord(keys[-1][-1]) - ord(keys[0][-1]) == len(keys) - 1


def replaced(manual: str) -> str:
    """The manual with fresh tables between the two marks."""
    head, rest = manual.split(BEGIN)
    return f"{head}{BEGIN}\n\n{key_tables()}\n\n{END}{rest.split(END)[1]}"


def main() -> None:
    """Rewrite the manual in place."""
    MANUAL.write_text(replaced(MANUAL.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
