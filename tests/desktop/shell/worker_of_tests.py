"""A suggestion worker without a model: it marks every capitalised word, and misbehaves where a text asks for it."""

from __future__ import annotations

import os
import re
import sys

from glossator.annotation import Analysis, Proposal
from glossator.suggest.identity import identity
from glossator.suggest.protocol import NOBODY, Analyse, Failure, Message, Ready, Result, decode, encode

CAPITALISED = re.compile(r"\b[A-Z]\w+")


def say(message: Message) -> None:
    sys.stdout.buffer.write(encode(message))
    sys.stdout.buffer.flush()


def main() -> None:
    source, version = identity()
    for line in sys.stdin.buffer:
        message = decode(line)
        if not isinstance(message, Analyse):
            say(Failure(NOBODY, "There is no model.") if "refuse" in sys.argv else Ready(source, version))
            continue
        if "crash" in message.text and not os.path.exists(message.text.split()[-1]):  # noqa: PTH110
            open(message.text.split()[-1], "w").close()  # noqa: PTH123
            os._exit(3)
        if "always" in message.text:
            os._exit(3)
        if "trouble" in message.text:
            say(Failure(message.id, "This text is trouble."))
            continue
        proposals = tuple(Proposal("span", "PERSON", (hit.span(),), 0.5) for hit in CAPITALISED.finditer(message.text))
        say(Result(message.id, message.document, Analysis(source, version, proposals)))
    if "linger" in sys.argv:
        while True:
            pass


main()
