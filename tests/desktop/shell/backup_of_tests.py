"""A backup command that does as its arguments say: `ok TIME`, `fail SENTENCE`, `crash`, `linger`; each run is noted."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    notes, what, *rest = sys.argv[1:]
    with Path(notes).open("a", encoding="utf-8") as file:
        file.write(f"{what}\n")
    if what == "ok":
        sys.stdout.write(json.dumps({"made": "somewhere", "time": rest[0]}))
    elif what == "fail":
        sys.stderr.write(f"some noise\nglossator: {rest[0]}\n")
        sys.exit(1)
    elif what == "crash":
        raise RuntimeError("a bug")
    elif what == "nonsense":
        sys.stdout.write("hello")
    else:
        while True:
            pass


main()
