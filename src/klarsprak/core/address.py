"""Web addresses as pages hold them: whatever stands there, looking at it never fails."""

from urllib.parse import SplitResult, urlsplit

_NOTHING = SplitResult("", "", "", "", "")


def split_address(address: str) -> SplitResult:
    """The parts of `address`; all empty for what is no address, such as ``http://[``."""
    try:
        return urlsplit(address)
    except ValueError:
        return _NOTHING


def without_fragment(address: str) -> str:
    """`address` less ``#`` and what follows."""
    return address.partition("#")[0]
