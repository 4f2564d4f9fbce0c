"""What can be seen of the disk: what lies behind a closed folder is not there.

`Path.is_file` and its like raise PermissionError for such a path.
"""

import os
from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether a path is a file that can be seen."""
    return os.path.isfile(path)  # noqa: PTH113


def is_dir(path: Path) -> bool:
    """Whether a path is a folder that can be seen."""
    return os.path.isdir(path)  # noqa: PTH112


def exists(path: Path) -> bool:
    """Whether a path is anything that can be seen."""
    return os.path.exists(path)  # noqa: PTH110
