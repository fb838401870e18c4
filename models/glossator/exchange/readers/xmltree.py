"""XML of strangers as a tree: no declared entities, no reaching out, no endless nesting. Part of `exchange`."""

from __future__ import annotations

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from glossator.exchange.readers.given import Given

DEEPEST = 400
"""How many elements may stand in each other."""
_SEPARATOR = "}"


class _Refused(Exception):
    """What this XML holds is none of a document's."""


def tree_of(data: bytes, given: Given) -> Element:
    """The root of an XML file, names as "{namespace}name". Raises ReadError where it is broken or not safe to read."""
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    builder = TreeBuilder()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if DEEPEST < depth:
            raise _Refused("too many elements in each other")
        builder.start(_qualified(name), {_qualified(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_qualified(name))

    def refuse(*_: object) -> NoReturn:
        raise _Refused("it declares entities")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
        return builder.close()
    except _Refused as error:
        raise given.error(f" is not safe to read: {error}.") from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise given.damaged(error) from error


def _qualified(name: str) -> str:
    return "{" + name if _SEPARATOR in name else name
