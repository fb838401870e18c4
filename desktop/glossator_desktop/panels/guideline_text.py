"""The guideline as HTML: of the label or event type that is current, then of the schema as a whole. Without Qt."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from html import escape

from glossator.annotation import Ruling
from glossator.insight.examples import Subject, subject_of
from glossator.schema import AttributeType, EntityType, EventType, RelationType, Role, Schema
from glossator.schema.roles import ANY, EVENT, FREE
from glossator_desktop.theme import Theme, label_colour

_MORE = "<!-- more -->"
"""Ends what a guideline says of a type itself: then come its modes and roles."""
DECISIONS = "decisions"
"""The anchor of what has been decided."""
_STARRED = re.compile(r"\*([^*\n]+)\*")


def guideline_html(
    schema: Schema,
    theme: Theme,
    *,
    label: str | None = None,
    event_type: str | None = None,
    rulings: Sequence[Ruling] = (),
) -> str:
    """What to know about a label and an event type (either may be None), and the schema's own guideline."""
    parts: list[str] = []
    known_type = schema.event_type(event_type) if event_type else None
    if known_type is not None:
        parts.append(_event_type(known_type, schema, theme))
    known_label = schema.entity_type(label) if label else None
    if known_label is not None:
        parts.append(_entity_type(known_label, schema, theme))
    if not parts:
        parts.append(_overview(schema, theme))
    return _document("".join((*parts, _decisions(rulings, theme))), theme)


def point_html(schema: Schema, theme: Theme, path: str, *, rulings: Sequence[Ruling] = ()) -> str:
    """What to know about one name of the schema, given by its path; of the conventions for any other path.

    `rulings` are the decisions on it; they stand beneath, newest first.
    """
    point, decisions = _point(schema, theme, subject_of(path)), _decisions(rulings, theme)
    head, more, rest = point.partition(_MORE)
    return _document(head + decisions + more + rest, theme)


def _point(schema: Schema, theme: Theme, subject: Subject | None) -> str:
    if subject is None:
        return _heading("Conventions", theme.ink) + _paragraphs(schema.conventions.guideline, theme)
    name = subject.name
    if subject.group == "event_types" and (event_type := schema.event_type(name)):
        return _event_type(event_type, schema, theme)
    if subject.group == "entity_types" and (label := schema.entity_type(name)):
        return _entity_type(label, schema, theme)
    if subject.group == "modes" and (mode := schema.mode(subject.of, name)):
        of = f"<p style='color:{theme.muted}'>{escape(subject.of)}, how it is done</p>"
        return (
            _heading(mode.title, label_colour(theme, schema, "trigger").ink) + of + _paragraphs(mode.guideline, theme)
        )
    if subject.group == "roles" and (role := schema.role(name)):
        return _role_in_full(role, schema, theme)
    if subject.group == "attributes" and (attribute := schema.attribute(name)):
        return _attribute(attribute, theme)
    if subject.group == "relation_types" and (relation := schema.relation_type(name)):
        return _relation(relation, theme)
    return _heading(name, theme.ink) + f"<p style='color:{theme.muted}'>The schema does not say more about it.</p>"


def _role_in_full(role: Role, schema: Schema, theme: Theme) -> str:
    special = {ANY: "anything", EVENT: "another event", FREE: "free words"}
    fillers = ", ".join(special.get(name, name) for name in role.allowed)
    known = {(1, 1): "exactly one", (0, 1): "at most one", (0, None): "any number", (1, None): "one or more"}
    many = known.get((role.cardinality.minimum, role.cardinality.maximum), str(role.cardinality))
    facts = f"<p style='color:{theme.muted}'>Role · {escape(many)} · {escape(fillers)}</p>"
    return _heading(role.title, theme.ink) + facts + _paragraphs(role.guideline, theme)


def _attribute(attribute: AttributeType, theme: Theme) -> str:
    usual = f" · usually {attribute.default}" if attribute.default else ""
    values = ", ".join(attribute.values) or "written out"
    facts = f"<p style='color:{theme.muted}'>Feature of an {attribute.applies_to} · {escape(values + usual)}</p>"
    return _heading(attribute.title, theme.ink) + facts + _paragraphs(attribute.guideline, theme)


def _relation(relation: RelationType, theme: Theme) -> str:
    ends = (", ".join(relation.source) or "anything", ", ".join(relation.target) or "anything")
    facts = f"<p style='color:{theme.muted}'>Relation · {escape(ends[0])} → {escape(ends[1])}</p>"
    return _heading(relation.title, theme.ink) + facts + _paragraphs(relation.guideline, theme)


def _decisions(rulings: Sequence[Ruling], theme: Theme) -> str:
    """What has been decided, newest first."""
    if not rulings:
        return ""
    parts = [f"<a name='{DECISIONS}'></a>", _small("Decisions", theme)]
    for ruling in sorted(rulings, key=lambda one: (one.time, one.id), reverse=True):
        words = ruling.quote if len(ruling.quote) <= 80 else ruling.quote[:79].rstrip() + "…"
        quote = f" <span style='color:{theme.muted}'>“{escape(words)}”</span>" if words else ""
        when = f"<span style='color:{theme.muted}'>{day_of(ruling.time)} · {escape(ruling.annotator)}</span><br>"
        parts.append(f"<p class='decision'>{when}{_words(ruling.text)}{quote}</p>")
    return "".join(parts)


def day_of(time: str) -> str:
    """The day of a moment (ISO 8601), as people write it here; the text itself where it is none."""
    try:
        moment = datetime.datetime.fromisoformat(time).astimezone()
    except ValueError:
        return escape(time)
    return f"{moment.day} {moment:%b %Y}"


def _overview(schema: Schema, theme: Theme) -> str:
    parts = [_heading(schema.title, theme.ink), _paragraphs(schema.guideline, theme)]
    rows = [
        (f"{item.key} · " if item.key else "", item.name, item.title, label_colour(theme, schema, item.name).ink)
        for item in schema.visible_entity_types()
    ]
    if rows:
        parts.append(_small("Labels", theme))
        parts += [
            f"<p>{key}<b style='color:{ink}'>{escape(name)}</b> {_title(name, title)}</p>"
            for key, name, title, ink in rows
        ]
    types = schema.enabled_event_types()
    if types:
        ink = label_colour(theme, schema, "trigger").ink
        parts.append(_small("Event types", theme))
        parts += [f"<p><b style='color:{ink}'>{escape(item.name)}</b> {escape(item.gloss)}</p>" for item in types]
    return "".join(parts)


def _entity_type(item: EntityType, schema: Schema, theme: Theme) -> str:
    ink = label_colour(theme, schema, item.name).ink
    lead = f"<p>{_title(item.name, item.title)}</p>"
    return _heading(item.name, ink) + lead + _paragraphs(item.guideline, theme)


def _event_type(item: EventType, schema: Schema, theme: Theme) -> str:
    ink = label_colour(theme, schema, "trigger").ink
    parts = [_heading(item.name, ink)]
    facts = " · ".join(fact for fact in (item.gloss, item.quad_class) if fact)
    parts.append(f"<p style='color:{theme.muted}'>{escape(facts)}</p>" if facts else "")
    parts.append(_paragraphs(item.guideline, theme) + _MORE)
    if item.modes:
        parts.append(_small("Modes", theme))
        parts += [f"<p><b>{escape(mode.title)}</b> {_words(_brief(mode.guideline))}</p>" for mode in item.modes]
    roles = schema.roles_of(item)
    if roles:
        parts.append(_small("Roles", theme))
        parts += [_role(role) for role in roles]
    return "".join(parts)


def _role(role: Role) -> str:
    needed = " (needed)" if role.cardinality.required else ""
    return f"<p><b>{escape(role.title)}</b>{needed} {_words(_brief(role.guideline))}</p>"


def _brief(text: str) -> str:
    """A guideline without its examples, for a list of many."""
    return " ".join(line.strip() for line in text.splitlines() if line.strip()[:1] not in ("✓", "✗"))


def _title(name: str, title: str) -> str:
    return "" if title.casefold() == name.casefold() else escape(title)


def _heading(text: str, ink: str) -> str:
    return f"<h3 style='color:{ink}'>{escape(text)}</h3>"


def _small(text: str, theme: Theme) -> str:
    return f"<h4 style='color:{theme.muted}'>{escape(text)}</h4>"


def _paragraphs(text: str, theme: Theme) -> str:
    """A guideline's paragraphs, its points, and its examples: what belongs here (✓) and what does not (✗)."""
    blocks = [block.strip() for block in text.strip().split("\n\n") if block.strip()]
    return "".join(_block(block, theme) for block in blocks)


def _block(block: str, theme: Theme) -> str:
    parts: list[str] = []
    plain: list[str] = []
    inks = {"✓": theme.ok, "✗": theme.error}

    def close() -> None:
        if plain:
            parts.append(f"<p>{_words(' '.join(plain))}</p>")
            plain.clear()

    for line in (line.strip() for line in block.split("\n")):
        if line[:2] in ("- ", "* "):
            close()
            parts.append(f"<p class='item'>•&nbsp;{_words(line[2:])}</p>")
        elif line[:1] in inks:
            close()
            sign = f"<span style='color:{inks[line[0]]}'>{line[0]}</span>"
            parts.append(f"<p class='item'>{sign}&nbsp;&nbsp;{_words(line[1:].strip())}</p>")
        else:
            plain.append(line)
    close()
    return "".join(parts)


def _words(text: str) -> str:
    """Words between asterisks are triggers: they stand out."""
    return _STARRED.sub(r"<b>\1</b>", escape(text))


def _document(body: str, theme: Theme) -> str:
    style = f"""
        body {{ color: {theme.ink}; }}
        h3 {{ font-size: 15px; font-weight: 600; margin: 10px 0 2px 0; }}
        h4 {{ font-size: 11px; font-weight: 600; margin: 16px 0 2px 0; }}
        p {{ font-size: 13px; margin: 5px 0 0 0; line-height: 125%; }}
        p.item {{ margin-left: 8px; }}
        p.decision {{ margin-top: 8px; }}
    """
    return f"<html><head><style>{style}</style></head><body>{body}</body></html>"
