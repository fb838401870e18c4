"""The worker, spoken to as the window speaks to it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import BinaryIO

import pytest

from glossator.schema import Schema, dump_schema
from glossator.suggest.protocol import NOBODY, Analyse, Cancel, Failure, Hello, Message, Ready, Result, decode, encode
from glossator.suggest.worker import lines_from, serve

TEXT = "Norway asked Sweden to send observers to Oslo."


class Talk:
    """The owner's end of a worker that runs in a thread."""

    def __init__(self, to_worker: BinaryIO, from_worker: BinaryIO) -> None:
        self._to, self._from = to_worker, from_worker

    def say(self, *messages: Message) -> None:
        self._to.write(b"".join(map(encode, messages)))
        self._to.flush()

    def hear(self) -> Message:
        return decode(self._from.readline())

    def hang_up(self) -> None:
        self._to.close()


@contextmanager
def worker() -> Iterator[Talk]:
    asked, answered = os.pipe(), os.pipe()
    codes: list[int] = []
    with (
        os.fdopen(asked[0], "rb") as stdin,
        os.fdopen(asked[1], "wb") as to_worker,
        os.fdopen(answered[0], "rb") as from_worker,
        os.fdopen(answered[1], "wb") as stdout,
    ):
        thread = Thread(target=lambda: codes.append(serve(stdin, stdout, background=False)))
        thread.start()
        talk = Talk(to_worker, from_worker)
        try:
            yield talk
        finally:
            talk.hang_up()
            thread.join()
    assert codes == [0]


def test_a_request_is_answered_with_an_analysis(plover: Schema) -> None:
    with worker() as talk:
        talk.say(Hello(dump_schema(plover)))
        ready = talk.hear()
        assert isinstance(ready, Ready)
        talk.say(Analyse(5, 9, TEXT, priority=0))
        result = talk.hear()
    assert isinstance(result, Result)
    assert (result.id, result.document) == (5, 9)
    assert (result.analysis.source, result.analysis.version) == (ready.source, ready.version)
    assert [item.label for item in result.analysis.proposals if item.kind == "span"] == ["GPE", "GPE", "GPE"]
    assert result.analysis.phrases


def test_a_damaged_message_is_told_and_the_worker_goes_on(plover: Schema) -> None:
    with worker() as talk:
        talk.say(Hello(dump_schema(plover), events=False))
        talk.hear()
        talk._to.write(b"nonsense\n")
        talk.say(Cancel(3), Analyse(4, 4, TEXT))
        failure, result = talk.hear(), talk.hear()
    assert isinstance(failure, Failure)
    assert failure.id == NOBODY
    assert isinstance(result, Result)
    assert all(item.kind == "span" for item in result.analysis.proposals)


def test_input_that_ends_at_once_ends_the_worker() -> None:
    assert serve(io.BytesIO(b""), io.BytesIO(), background=False) == 0


@pytest.mark.parametrize(
    "greeting",
    [Cancel(1), Hello("no schema at all ["), Hello("", model="no_such_model")],
    ids=["ungreeted", "bad schema", "no model"],
)
def test_a_worker_that_cannot_begin_says_why(greeting: Message) -> None:
    heard = io.BytesIO()
    assert serve(io.BytesIO(encode(greeting)), heard, background=False) == 1
    failure = decode(heard.getvalue())
    assert isinstance(failure, Failure)
    assert failure.id == NOBODY


def test_lines_come_whole_however_they_were_cut() -> None:
    class Drops:
        def __init__(self, *drops: bytes) -> None:
            self.drops = list(drops)

        def read(self, _size: int, /) -> bytes:
            return self.drops.pop(0) if self.drops else b""

    assert list(lines_from(Drops(b"on", b"e\ntwo\nth", b"ree\n"))) == [b"one", b"two", b"three"]
    assert list(lines_from(Drops(b"one\n", b"rest"))) == [b"one", b"rest"]


@pytest.mark.slow
def test_the_hidden_command_serves_and_ends_with_its_input(plover: Schema) -> None:
    said = encode(Hello(dump_schema(plover), events=False))
    process = subprocess.Popen(
        [sys.executable, "-m", "glossator", "_suggest-worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(said)
    process.stdin.flush()
    assert isinstance(decode(process.stdout.readline()), Ready)
    process.stdin.write(encode(Analyse(1, 1, TEXT)))
    process.stdin.flush()
    assert isinstance(decode(process.stdout.readline()), Result)
    rest, _ = process.communicate()
    assert rest == b""
    assert process.returncode == 0
