"""What the caller may choose about a report for people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from klarsprak.core.finding import Finding

Message = Callable[[Finding], str]
"""Turns a finding into one line of prose."""


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """Choices that serve reports for people; machine formats pay them no heed.

    `width` is in terminal columns. `timing` holds seconds by name of what took them.
    `tell_errors` is false when the caller has told of tool errors by itself.
    """

    short: bool = False
    colour: bool = False
    width: int = 80
    statistics: bool = False
    timing: Mapping[str, float] | None = None
    tell_errors: bool = True
