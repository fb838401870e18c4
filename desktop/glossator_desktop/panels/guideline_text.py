"""The guideline as HTML: of the label or event type that is current, then of the schema as a whole. Without Qt."""

from __future__ import annotations

import re
from html import escape

from glossator.schema import EntityType, EventType, Role, Schema
from glossator_desktop.theme import Theme, label_colour

_STARRED = re.compile(r"\*([^*\n]+)\*")


def guideline_html(schema: Schema, theme: Theme, *, label: str | None = None, event_type: str | None = None) -> str:
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
    return _document("".join(parts), theme)


def _overview(schema: Schema, theme: Theme) -> str:
    parts = [_heading(schema.title, theme.ink), _paragraphs(schema.guideline)]
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
    return _heading(item.name, ink) + lead + _paragraphs(item.guideline)


def _event_type(item: EventType, schema: Schema, theme: Theme) -> str:
    ink = label_colour(theme, schema, "trigger").ink
    parts = [_heading(item.name, ink)]
    facts = " · ".join(fact for fact in (item.gloss, item.quad_class) if fact)
    parts.append(f"<p style='color:{theme.muted}'>{escape(facts)}</p>" if facts else "")
    parts.append(_paragraphs(item.guideline))
    if item.modes:
        parts.append(_small("Modes", theme))
        parts += [f"<p><b>{escape(mode.title)}</b> {_words(mode.guideline)}</p>" for mode in item.modes]
    roles = schema.roles_of(item)
    if roles:
        parts.append(_small("Roles", theme))
        parts += [_role(role) for role in roles]
    return "".join(parts)


def _role(role: Role) -> str:
    needed = " (needed)" if role.cardinality.required else ""
    return f"<p><b>{escape(role.title)}</b>{needed} {_words(role.guideline)}</p>"


def _title(name: str, title: str) -> str:
    return "" if title.casefold() == name.casefold() else escape(title)


def _heading(text: str, ink: str) -> str:
    return f"<h3 style='color:{ink}'>{escape(text)}</h3>"


def _small(text: str, theme: Theme) -> str:
    return f"<h4 style='color:{theme.muted}'>{escape(text)}</h4>"


def _paragraphs(text: str) -> str:
    """A guideline's paragraphs and its lines that start with a dash."""
    blocks = [block.strip() for block in text.strip().split("\n\n") if block.strip()]
    return "".join(_block(block) for block in blocks)


def _block(block: str) -> str:
    lines = block.split("\n")
    if all(line.lstrip().startswith(("- ", "* ")) for line in lines):
        return "".join(f"<p class='item'>•&nbsp;{_words(line.lstrip()[2:])}</p>" for line in lines)
    return f"<p>{_words(' '.join(lines))}</p>"


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
    """
    return f"<html><head><style>{style}</style></head><body>{body}</body></html>"
