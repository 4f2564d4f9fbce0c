"""Frozen dataclasses as plain lists and strings, for what is kept on disk or sent on.

A file that somebody else can write must not run code when it is read, so nothing is
pickled. What is read is checked against the types of the fields.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Change = Callable[..., Any]
_PLAIN = (str, int, float, bool)


@dataclass(frozen=True, slots=True)
class Codec:
    """How a type becomes plain data, and back.

    `decode` raises ValueError for data that is not of the type.
    """

    encode: Change
    decode: Change


@cache
def codec_for(kind: Any) -> Codec:
    """The codec of a dataclass, or of what may stand in its fields.

    Known are text, numbers, days, enums, tuples and frozen sets of one type, mappings from text,
    dataclasses of these, and unions of them. TypeError for anything else.
    """
    origin = get_origin(kind)
    if kind in (*_PLAIN, NoneType):
        return _simple(kind)
    if origin in (Union, UnionType):
        return _union(get_args(kind))
    if origin is tuple:
        return _tuple(kind)
    if origin is frozenset:
        inner = codec_for(get_args(kind)[0])
        encode, decode = inner.encode, inner.decode
        return Codec(
            lambda value: sorted(map(encode, value)),
            lambda data: frozenset(map(decode, _of(list, data))),
        )
    if isinstance(origin, type) and issubclass(origin, Mapping):
        inner = codec_for(get_args(kind)[1])
        if inner.encode is _same:
            decode = inner.decode
            return Codec(dict, lambda data: {k: decode(v) for k, v in _of(dict, data).items()})
        raise TypeError(f"no plain form for {kind}")
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return Codec(lambda value: value.value, lambda data: _member(members, data))
    if kind is date:
        return Codec(date.isoformat, lambda data: date.fromisoformat(_of(str, data)))
    if is_dataclass(kind) and isinstance(kind, type):
        return record_codec(kind)
    raise TypeError(f"no plain form for {kind}")


def _same(value: Any) -> Any:
    return value


def _of(kind: type, data: Any) -> Any:
    if not isinstance(data, kind):
        raise ValueError(f"expected {kind.__name__}, got {type(data).__name__}")
    return data


def _member(members: Mapping[Any, Any], data: Any) -> Any:
    try:
        return members[data]
    except (KeyError, TypeError):
        raise ValueError(f"no such value: {data!r}") from None


def _simple(kind: type) -> Codec:
    # A whole number may stand for a float: counts are kept as they are.
    allowed: tuple[type, ...] = (int, float) if kind is float else (kind,)

    def decode(data: Any) -> Any:
        if type(data) not in allowed:
            raise ValueError(f"expected {kind.__name__}, got {type(data).__name__}")
        return data

    return Codec(_same, decode)


def _tuple(kind: Any) -> Codec:
    inner, rest = get_args(kind)
    if rest is not Ellipsis:
        raise TypeError(f"no plain form for {kind}")
    codec = codec_for(inner)
    encode, decode = codec.encode, codec.decode
    if encode is _same:
        return Codec(list, lambda data: tuple([decode(item) for item in _of(list, data)]))
    return Codec(
        lambda value: [encode(item) for item in value],
        lambda data: tuple([decode(item) for item in _of(list, data)]),
    )


def _union(kinds: tuple[Any, ...]) -> Codec:
    """None as it is; among several other types, the number of the type goes first."""
    others = [kind for kind in kinds if kind is not NoneType]
    codecs = [codec_for(kind) for kind in others]
    if len(others) == 1:
        encode, decode = codecs[0].encode, codecs[0].decode
        return Codec(
            lambda value: None if value is None else encode(value),
            lambda data: None if data is None else decode(data),
        )
    numbers = {kind: number for number, kind in enumerate(others)}

    def tagged(value: Any) -> Any:
        if value is None:
            return None
        number = numbers[type(value)]
        return [number, codecs[number].encode(value)]

    def untagged(data: Any) -> Any:
        if data is None and NoneType in kinds:
            return None
        if not isinstance(data, list) or len(data) != 2 or data[0] not in range(len(codecs)):
            raise ValueError("expected a number and a value")
        return codecs[data[0]].decode(data[1])

    return Codec(tagged, untagged)


@cache
def record_codec(kind: type, apart: frozenset[str] = frozenset()) -> Codec:
    """The codec of a dataclass less the fields in `apart`.

    With such fields `decode` takes their values by name as well.
    """
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind) if field.name not in apart)
    encoders = tuple((name, codec_for(hints[name]).encode) for name in names)

    def encode(value: Any) -> list[Any]:
        return [change(getattr(value, name)) for name, change in encoders]

    return Codec(encode, _record_decoder(kind, names, hints, named=bool(apart)))


def _record_decoder(
    kind: type, names: tuple[str, ...], hints: Mapping[str, Any], *, named: bool
) -> Change:
    """A function written for one dataclass, as `dataclasses` writes ``__init__``.

    Reading a kept result is little else than this. Written out, fields that are text or
    numbers cost a comparison each, and no loop is run over them.
    """
    decoders = {f"d{at}": codec_for(hints[name]).decode for at, name in enumerate(names)}
    held = [f"v{at}" for at in range(len(names))]
    lines = [
        f"    if type(data) is not list or len(data) != {len(names)}:",
        "        raise ValueError(text)",
        f"    {', '.join(held)}, = data",
    ]
    for at, name in enumerate(names):
        plain = hints[name].__name__ if hints[name] in _PLAIN else ""
        test = f"if type(v{at}) is not {plain}: " if plain else ""
        lines.append(f"    {test}v{at} = d{at}(v{at})")
    given = [f"{name}={value}" for name, value in zip(names, held, strict=True)] if named else held
    lines.append(f"    return kind({', '.join([*given, '**others'] if named else given)})")
    head = "def decode(data, **others):" if named else "def decode(data):"
    scope: dict[str, Any] = {"kind": kind, "text": f"not a {kind.__name__}", **decoders}
    # Names of fields go in, nothing that was read.
    exec("\n".join([head, *lines]), scope)
    decode: Change = scope["decode"]
    return decode
