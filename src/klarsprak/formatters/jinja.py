"""The template engine, set up one way for every page that the product writes."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(folder: Path) -> "Environment":
    """An environment for the templates in `folder` that escapes all that is put in.

    A name that a template asks for and is not given raises jinja2's UndefinedError.
    """
    # Loaded when a page is written: the commands that write none must not pay for it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
