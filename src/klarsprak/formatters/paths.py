"""Paths as the consumers of CI formats want them: URI references with forward slashes."""

from urllib.parse import quote

_ADDRESSES = ("http://", "https://", "file://")


def is_address(path: str) -> bool:
    """True for the address of a live page."""
    return path.startswith(_ADDRESSES)


def uri(path: str) -> str:
    """A URI reference for `path` as given on the command line; addresses stay."""
    text = path.encode("utf-8", "replace").decode("utf-8")
    if is_address(text):
        return quote(text, safe=":/?#[]@!$&'()*+,;=%~")
    text = text.replace("\\", "/")
    if len(text) > 2 and text[1:3] == ":/":
        return "file:///" + quote(text, safe="/:")
    return quote(text.removeprefix("./"), safe="/") if text != "-" else "stdin"
