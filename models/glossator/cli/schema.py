"""The commands on schemas: show, check, import, export, migrate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from glossator.cli.app import app, show
from glossator.cli.options import Annotator, AsJson
from glossator.errors import SchemaError
from glossator.project import Project
from glossator.schema import Schema, builtin_schemas, dump_schema, load_schema, problems_in
from glossator.schema.foreign import Imported
from glossator.schema.migration import Change, ChangePreview, MigrationPreview
from glossator.schema.migration.plan import change_of, read_plan


class _Commands(TyperGroup):
    """`glossator schema SOURCE` shows SOURCE."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What stands first is a command, an option, or something to show."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["show", *args]
        found: list[str] = super().parse_args(ctx, args)
        return found


schemas = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Show, check, import, export or migrate schemas.",
    epilog="glossator schema SOURCE shows a schema: of a project, of a TOML file, or plover, ace, conll.",
)
app.add_typer(schemas, name="schema")


class ForeignFormat(StrEnum):
    """Other tools whose schemas can be read."""

    brat = "brat"
    labelstudio = "labelstudio"


class OutFormat(StrEnum):
    """What a schema can be written as."""

    toml = "toml"
    brat = "brat"


Source = Annotated[str, typer.Argument(help="A project, a TOML file, or plover, ace, conll.")]
Out = Annotated[Path | None, typer.Option(help="Write here, not to standard output; never over a file.")]
Changes = Annotated[list[str] | None, typer.Option()]


@schemas.command("show")
def show_schema(source: Source, as_json: AsJson = False) -> None:
    """Print a schema as TOML."""
    found = _schema_of(source)
    data = {
        "name": found.name,
        "title": found.title,
        "version": found.version,
        "language": found.language,
        **{group: [one.name for one in getattr(found, group)] for group in _GROUPS},
        "toml": dump_schema(found),
    }
    show(data, as_json=as_json, text=dump_schema(found))


_GROUPS = ("entity_types", "event_types", "roles", "attributes", "contexts", "sectors", "relation_types")


def _schema_of(source: str) -> Schema:
    if source in builtin_schemas():
        return load_schema(source)
    if source.lower().endswith(".toml"):
        return load_schema(Path(source))
    with Project.open(source, read_only=True) as opened:
        return opened.schema


@schemas.command()
def check(
    file: Annotated[Path, typer.Argument(help="A TOML file.")],
    as_json: AsJson = False,
) -> None:
    """Tell everything that is wrong in a TOML file; exit code 1 if anything is."""
    problems = problems_in(_text_of(file))
    data = [
        {"file": str(file), "line": one.line, "column": one.column, "path": one.path, "message": one.message}
        for one in problems
    ]
    lines = [f"{file}:{one.line}:{one.column}: {one.path}: {one.message}" for one in problems]
    show(data, as_json=as_json, text="\n".join(lines) or f"{file}: nothing is wrong.")
    if problems:
        raise typer.Exit(1)


@schemas.command("import")
def import_schema(
    file: Annotated[Path, typer.Argument(help="annotation.conf, or a labelling configuration in XML.")],
    source: Annotated[ForeignFormat, typer.Option("--from", help="The tool that it is of.")],
    out: Out = None,
    name: Annotated[str | None, typer.Option(help="What to call the schema.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a TOML schema of another tool's; what has no counterpart is told."""
    found = _reader(source)(_text_of(file), name=name or source.value, where=str(file))
    _hand_over(dump_schema(found.schema), found.notices, out, as_json=as_json)


def _reader(source: ForeignFormat) -> Callable[..., Imported]:
    if source is ForeignFormat.brat:
        from glossator.schema.foreign.brat import import_annotation_conf

        return import_annotation_conf
    from glossator.schema.foreign.labelstudio import import_labelling_config

    return import_labelling_config


@schemas.command()
def export(
    source: Source,
    target: Annotated[OutFormat, typer.Option("--to", help="What to write.")],
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Write a schema as TOML, or as brat's annotation.conf; what has no place there is told."""
    found = _schema_of(source)
    if target is OutFormat.toml:
        _hand_over(dump_schema(found), (), out, as_json=as_json)
        return
    from glossator.schema.foreign.brat import export_annotation_conf

    written = export_annotation_conf(found)
    _hand_over(written.text, written.notices, out, as_json=as_json)


def _hand_over(text: str, notices: Sequence[str], out: Path | None, *, as_json: bool) -> None:
    """Write the text to a file or to standard output, and the notices to standard error."""
    if out is not None:
        with out.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    if as_json:
        data = {"out": None if out is None else str(out), "text": None if out else text, "notices": list(notices)}
        show(data, as_json=True, text="")
        return
    typer.echo(f"Wrote {out}." if out is not None else text, nl=out is not None)
    for notice in notices:
        typer.echo(notice, err=True)


@schemas.command()
def migrate(
    project: Annotated[Path, typer.Argument(help="The project file.", show_default=False)],
    rename: Annotated[
        list[str] | None, typer.Option(metavar="GROUP.NAME=NEW", help="Such as entity_types.ORG=ORGANISATION.")
    ] = None,
    merge: Annotated[list[str] | None, typer.Option(metavar="GROUP.A,B=INTO", help="Several become one.")] = None,
    split: Annotated[
        list[str] | None, typer.Option(metavar="GROUP.NAME=A,B", help="One becomes several; flags what to decide.")
    ] = None,
    retype: Annotated[
        list[str] | None, typer.Option(metavar="GROUP.NAME=OTHER", help="All of one get another; the schema stays.")
    ] = None,
    delete: Annotated[
        list[str] | None, typer.Option(metavar="GROUP.NAME[=drop|free]", help="One goes; if used, with what bears it.")
    ] = None,
    plan: Annotated[Path | None, typer.Option(help="A TOML file with changes and rules, done first.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would change.")] = False,
    annotator: Annotator = None,
    as_json: AsJson = False,
) -> None:
    """Change names of a project's schema, and whatever bears them, as one step that undo takes back."""
    asked = {"rename": rename, "merge": merge, "split": split, "retype": retype, "delete": delete}
    if plan is None and not any(asked.values()):
        raise typer.BadParameter("say what is to change: --rename, --merge, --split, --retype, --delete or --plan.")
    with Project.open(project, annotator=annotator, read_only=dry_run) as opened:
        changes = _changes(opened.schema, asked, plan)
        told = opened.preview_migration(changes)
        if not told.problems and not dry_run:
            opened.migrate_schema(changes)
    data = {"dry_run": dry_run, "problems": list(told.problems), "changes": [_data(one) for one in told.changes]}
    if as_json or not told.problems:
        show(data, as_json=as_json, text=_words(told, dry_run=dry_run))
    if told.problems:
        raise SchemaError(told.problems[0])


def _changes(schema: Schema, asked: dict[str, list[str] | None], plan: Path | None) -> list[Change]:
    """The changes of a plan, then those of the options: renames, merges, splits, retypes, deletions."""
    changes = list(read_plan(_text_of(plan), schema, where=str(plan))) if plan is not None else []
    for kind, texts in asked.items():
        for text in texts or ():
            try:
                changes.append(change_of(kind, text, schema))
            except SchemaError as error:
                raise typer.BadParameter(f"--{kind} {error}") from None
    return changes


def _data(change: ChangePreview) -> dict[str, Any]:
    return {
        "change": change.words,
        "counts": dict(change.counts),
        "deleted": dict(change.deleted),
        "undecided": change.undecided,
        "examples": [{"document": one.document_id, "id": one.id, "text": one.text} for one in change.examples],
        "problems": list(change.problems),
        "notices": list(change.notices),
    }


def _words(told: MigrationPreview, *, dry_run: bool) -> str:
    lines = []
    for change in told.changes:
        lines.append(f"{change.words}: {change.effect}")
        lines += [f"  {notice}" for notice in change.notices]
        lines += [f"  such as “{' '.join(one.text.split())}”" for one in change.examples if one.text]
    return "\n".join(
        [*lines, "Nothing was changed: this was a dry run." if dry_run else "Done; one undo takes it back."]
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SchemaError(f"{path}: not UTF-8; save the file as UTF-8") from None
