"""The shipped axe-core is what its makers published."""

import hashlib
import tomllib
from importlib.resources import files

FOLDER = files("klarsprak.browser") / "vendor"


def test_every_vendored_file_has_the_published_hash() -> None:
    listed = tomllib.loads((FOLDER / "vendor.toml").read_text(encoding="utf-8"))["axe-core"]
    for name, wanted in listed["sha256"].items():
        content = (FOLDER / "axe-core" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == wanted, name
    present = {file.name for file in (FOLDER / "axe-core").iterdir()}
    assert present == set(listed["sha256"])


def test_the_version_is_the_one_that_is_told() -> None:
    listed = tomllib.loads((FOLDER / "vendor.toml").read_text(encoding="utf-8"))["axe-core"]
    head = (FOLDER / "axe-core" / "axe.min.js").read_text(encoding="utf-8")[:200]
    assert f"axe v{listed['version']}" in head
