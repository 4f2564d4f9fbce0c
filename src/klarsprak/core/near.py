"""The guess behind «mente du …»."""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], likeness: float = 0.5) -> str:
    """The one of `known` that is most like `name`, from `likeness` (0 to 1) up; "" for none.

    Of several that are as like, the first in the order of `known`.
    """
    # Only somebody who has written a name wrong pays for the import.
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1, likeness)
    return near[0] if near else ""
