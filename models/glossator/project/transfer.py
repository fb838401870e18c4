"""A project's imports and exports: what goes between its store and `exchange`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from glossator.annotation import Agreed, Bundle, LossReport
from glossator.errors import ExportError, FormatError, SchemaError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.registry import get_format
from glossator.project.exporting import write
from glossator.project.pseudonyms import pseudonymised, pseudonymised_agreed, pseudonyms
from glossator.schema import Schema
from glossator.schema.adopting import Adoption
from glossator.steps import Step
from glossator.steps.verbs.import_agreed import ImportedAgreements
from glossator.steps.verbs.imports import import_bundle, names_added, widened_for
from glossator.steps.verbs.schemas import put_in_force

if TYPE_CHECKING:
    from glossator.project.project import Project


def import_bundles(
    step: Step,
    bundles: Sequence[Bundle],
    *,
    strict: bool,
    notices: Sequence[str],
    schemas: Sequence[Schema] = (),
    agreed: Sequence[Agreed] = (),
) -> None:
    """Add documents with their annotations, and what people `agreed` on apart from any document.

    `schemas` say what names mean that the project's schema lacks.

    Raises:
        FormatError: `strict`, and a file uses names that the schema lacks.
    """
    step.notices.extend(notices)
    _widen_schema(step, bundles, schemas, strict=strict)
    agreements = ImportedAgreements(step)
    for bundle in bundles:
        import_bundle(step, bundle, agreements)
    agreements.finish(agreed)


def _widen_schema(step: Step, bundles: Sequence[Bundle], schemas: Sequence[Schema], *, strict: bool) -> None:
    adoption = Adoption(step.schema, tuple(schemas))
    for bundle in bundles:
        adoption = widened_for(adoption, bundle)
    widened = adoption.schema
    if widened == step.schema:
        return
    added = names_added(step.schema, widened)
    if strict:
        raise FormatError(f"The schema lacks: {', '.join(added)}. Nothing was imported.")
    try:
        put_in_force(step, widened)
    except SchemaError as error:
        raise FormatError(f"The names in the files make no schema: {error}. Nothing was imported.") from error
    step.notices.append(f"Added to the schema: {', '.join(added)}.")


def export_project(
    project: Project,
    out: Path,
    *,
    format_name: str,
    split: tuple[float, float, float],
    seed: int,
    layer: str | None,
    finished: bool,
    pseudonymise: bool,
) -> LossReport:
    """Export to `out`; see `Project.export`."""
    found = get_format(format_name)
    source = _source(project, layer, finished=finished, pseudonymise=pseudonymise)
    return write(found, source, out, ExportOptions(split=split, seed=seed))


def preflight_project(
    project: Project,
    *,
    format_name: str,
    split: tuple[float, float, float],
    seed: int,
    layer: str | None,
    finished: bool,
    pseudonymise: bool,
) -> LossReport:
    """What an export would lose; see `Project.preflight`."""
    found = get_format(format_name)
    source = _source(project, layer, finished=finished, pseudonymise=pseudonymise)
    return found.preflight(source, ExportOptions(split=split, seed=seed))


def _source(project: Project, layer: str | None, *, finished: bool, pseudonymise: bool) -> ExportSource:
    known = project.annotators()
    agreed = project.agreed()
    names = pseudonyms(known) if pseudonymise else {}
    shown = [names.get(name, name) for name in known]
    if layer is not None and layer not in (*known, *shown):
        raise ExportError(f"There is no layer of {layer}. The project has those of: {', '.join(shown)}.")

    def bundles() -> Iterator[Bundle]:
        found = project.bundles(finished=finished)
        return (pseudonymised(bundle, names) for bundle in found) if pseudonymise else found

    return ExportSource(
        bundles=bundles,
        schema=project.schema,
        project_name=project.path.stem,
        project_uid=project.uid,
        layer=None if layer is None else names.get(layer, layer),
        agreed=pseudonymised_agreed(agreed, names) if pseudonymise else agreed,
    )
