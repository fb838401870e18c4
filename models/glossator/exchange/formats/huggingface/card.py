"""The dataset card: README.md with the header that the hub and the library `datasets` read.

Part of `exchange`; a pure function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from glossator.annotation import LossReport
from glossator.exchange.formats.huggingface.columns import RECORD, Feature, header_lines, quoted

_SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"), (10**7, "1M<n<10M"))
_LANGUAGE = re.compile(r"([a-z]{2,3})(-[A-Za-z0-9-]+)?")
_COLUMNS = f"""\
All offsets count Unicode code points of `text`, from 0, the end not included.

- `tokens`, `token_starts`, `token_ends`, `ner_tags`: one flat layer of labels, IOB2. `ner_tags` is null where nobody
  has looked for entities; where `entities_review` is not `done`, `O` may mean that nobody looked there.
- `spans`: every labelled stretch; nested, overlapping and discontinuous ones too (several `starts` and `ends`).
  A span without `label` only fills a role.
- `events`: `type`, the trigger's `starts` and `ends` (empty where there is no trigger), `modes`, `contexts`,
  `attributes`, and `arguments` from roles to ids of spans or other events. Null where nobody has looked for events.
- `relations`: between ids of spans.
- `{RECORD}`: entities (coreference), notes and reviews, as JSON, for importing the dataset again.

```python
from datasets import load_dataset

rows = load_dataset("FOLDER")["train"]
finished = rows.filter(lambda row: row["entities_review"] == "done")
```"""


@dataclass(frozen=True, slots=True)
class Share:
    """One split: its name in the library, its file, how many documents."""

    name: str
    file: str
    documents: int


def card_text(
    title: str, features: Mapping[str, Feature], shares: list[Share], languages: set[str], report: LossReport
) -> str:
    """The whole card. The same dataset gives the same card."""
    lines = ["---", *_header(title, features, shares, languages), "---", "", *_body(title, shares, report)]
    return "\n".join(lines) + "\n"


def _header(title: str, features: Mapping[str, Feature], shares: list[Share], languages: set[str]) -> Iterator[str]:
    total = sum(share.documents for share in shares)
    yield f"pretty_name: {quoted(title)}"
    known = sorted({match[1] for match in map(_LANGUAGE.fullmatch, languages) if match})
    if known:
        yield "language:"
        yield from (f"- {quoted(one)}" for one in known)
    yield "license: unknown"
    yield "annotations_creators:\n- expert-generated"
    yield "task_categories:\n- token-classification"
    yield "task_ids:\n- named-entity-recognition"
    yield f"size_categories:\n- {next((name for most, name in _SIZES if total < most), 'n>1T')}"
    yield "configs:\n- config_name: default\n  data_files:"
    for share in shares:
        yield f"  - split: {share.name}\n    path: {share.file}"
    yield "dataset_info:\n  features:"
    yield from header_lines(features, "  ")


def _body(title: str, shares: list[Share], report: LossReport) -> Iterator[str]:
    yield f"# {title}"
    yield ""
    yield "Texts annotated by people with Glossator: entities, events and their participants. One row is one document."
    yield ""
    yield "| split | documents |"
    yield "|---|---|"
    yield from (f"| {share.name} | {share.documents} |" for share in shares)
    yield ""
    yield from _COLUMNS.split("\n")
    if report.losses:
        yield ""
        yield "What the columns do not say:"
        yield ""
        yield from (f"- {count} × {what}" for what, count in report.counts().items())
