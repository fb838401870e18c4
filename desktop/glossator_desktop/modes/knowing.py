"""What the fields of an entity may be filled with, and whether what stands in them can be: countries, sectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from glossator.errors import KnowledgeError
from glossator.schema import Schema
from glossator_desktop.modes.forms import Form, Offer

if TYPE_CHECKING:
    from glossator.knowledge.base import Candidate
    from glossator_desktop.workspace import Workspace

MOST = 5
"""So many offers are shown."""
SHORTEST = 2
"""Letters after which what begins so is offered."""
NAME, KB_ID, COUNTRY, SECTORS = range(4)


def candidates_for(workspace: Workspace, name: str, limit: int = MOST) -> list[Candidate]:
    """Who or what a name may stand for in this document; nothing where the knowledge base cannot be read."""
    found = workspace.run(lambda: workspace.project.candidates(name, document_id=workspace.document.id, limit=limit))
    return found or []


def entity_offers(workspace: Workspace, form: Form) -> tuple[Offer, ...]:
    """What fits the field that is typed into."""
    typed = form.fields[form.at].value.strip()
    values = form.values
    if form.at == COUNTRY:
        return country_offers(values, COUNTRY, typed)
    if form.at == SECTORS:
        return sector_offers(values, SECTORS, typed, workspace.project.schema)
    if len(typed) < SHORTEST:
        return ()
    found = candidates_for(workspace, typed, MOST + 1)
    had = values[KB_ID]
    # Where the id stands for this name already, one that only begins as another does is no reason to ask.
    settled = form.at == NAME and any(one.exact and one.entry.kb_id == had for one in found)
    others = [one for one in found if one.entry.kb_id != had and (one.exact or not settled)]
    return tuple(Offer(one.entry.name, told(one), filled(one)) for one in others[:MOST])


def acting_offers(workspace: Workspace, form: Form) -> tuple[Offer, ...]:
    """The same for a form of country and sectors alone."""
    typed = form.fields[form.at].value.strip()
    if form.at == 0:
        return country_offers(form.values, 0, typed)
    return sector_offers(form.values, 1, typed, workspace.project.schema)


def filled(candidate: Candidate) -> tuple[str, str, str, str]:
    """Name, KB id, country and sectors as an entry of the knowledge base has them."""
    entry = candidate.entry
    return (entry.name, entry.kb_id, entry.country, ", ".join(entry.sectors))


def told(candidate: Candidate) -> str:
    """What is known of a candidate, and why it is one where that is not plain."""
    entry = candidate.entry
    why = "" if entry.name in candidate.why or candidate.why in ("by this name", "begins so") else candidate.why
    return " · ".join(part for part in (entry.told or entry.kb_id, why, entry.source) if part)


def country_offers(values: tuple[str, ...], place: int, typed: str) -> tuple[Offer, ...]:
    """Countries whose code or name begins so."""
    wanted = typed.casefold()
    if not wanted or typed in countries():
        return ()
    fits = [(code, name) for code, name in countries().items()
            if code.casefold().startswith(wanted) or _begins(name, wanted)]  # fmt: skip
    fits.sort(key=lambda pair: (not pair[1].casefold().startswith(wanted), pair[1]))
    return tuple(Offer(code, name, _with(values, place, code)) for code, name in fits[:MOST])


def sector_offers(values: tuple[str, ...], place: int, typed: str, schema: Schema) -> tuple[Offer, ...]:
    """Sectors of the schema that go on from the last one typed."""
    before, _, last = typed.rpartition(",")
    wanted = last.strip().casefold()
    had = sectors_of(before)
    if not wanted or schema.sector(last.strip().upper()):
        return ()
    fits = [one for one in schema.sectors if one.name not in had
            and (one.name.casefold().startswith(wanted) or _begins(one.title, wanted))]  # fmt: skip
    return tuple(Offer(one.name, one.title, _with(values, place, ", ".join((*had, one.name)))) for one in fits[:MOST])


def country_of(text: str) -> str | None:
    """The code of a country, given as a code or by its name; None for nothing. Raises KnowledgeError."""
    wanted = text.strip()
    if not wanted:
        return None
    code = wanted.upper()
    if code in countries():
        return code
    found = [one for one, name in countries().items() if name.casefold() == wanted.casefold()]
    if len(found) == 1:
        return found[0]
    raise KnowledgeError(f"“{wanted}” is no country. Type a code such as PRK, or a name and choose one with Down.")


def sectors_of(text: str) -> tuple[str, ...]:
    """Codes of sectors typed with commas, in order, each once."""
    parts = (part.strip().upper() for part in text.replace("|", ",").replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def checked_sectors(text: str, schema: Schema) -> tuple[str, ...]:
    """Sectors that the schema has; where it has none at all, any. Raises KnowledgeError."""
    found = sectors_of(text)
    wrong = [one for one in found if schema.sectors and schema.sector(one) is None]
    if wrong:
        raise KnowledgeError(f"“{wrong[0]}” is no sector of the schema. It has: {_listed(schema)}.")
    return found


def countries() -> Mapping[str, str]:
    """Code and name of every country."""
    from glossator.knowledge.shipped import country_names

    return country_names()


def _listed(schema: Schema) -> str:
    names = [one.name for one in schema.sectors]
    return ", ".join(names[:12]) + (" …" if 12 < len(names) else "")


def _begins(title: str, wanted: str) -> bool:
    words: Iterable[str] = title.casefold().replace(",", " ").split()
    return title.casefold().startswith(wanted) or any(word.startswith(wanted) for word in words)


def _with(values: tuple[str, ...], place: int, value: str) -> tuple[str, ...]:
    return tuple(value if at == place else old for at, old in enumerate(values))
