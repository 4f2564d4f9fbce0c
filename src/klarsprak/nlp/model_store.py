"""Where the language model lies: shipped packed, unpacked once to the user's cache.

The packed file holds 8-bit weights and front-coded word lists (about 2 MB); spaCy reads a
folder of plain arrays. Unpacking goes to a temporary folder beside the target, which is
then renamed: a process sees either nothing or the whole folder, however many start at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import io
import json
import lzma
import os
import shutil
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from klarsprak.core.errors import AnalysisError

PACKED = Path(__file__).parent / "model" / "nbnn.tar.xz"
#: Goes up when `write_folder` writes something else for the same packed file.
FORMAT = 3
_ID_LENGTH = 16


@cache
def model_path() -> Path:
    """Return the folder that `spacy.load` reads; unpacks it the first time.

    The language and the component are registered with spaCy in this process as well, so
    a checkout that is not installed works too. Raises AnalysisError when the packed
    model is missing or damaged.
    """
    importlib.import_module("klarsprak.nlp.norwegian")
    importlib.import_module("klarsprak.nlp.tagger")
    return unpacked(PACKED)


def model_id(packed: Path = PACKED) -> str:
    """Return a short hash that changes with the model, for caches and reports."""
    try:
        return hashlib.sha256(packed.read_bytes()).hexdigest()[:_ID_LENGTH]
    except OSError as error:
        raise AnalysisError("model-missing", path=str(packed)) from error


def cache_folder() -> Path:
    """Return the folder for unpacked models.

    `KLARSPRAK_CACHE` names another place; else the platform's cache folder.
    """
    if chosen := os.environ.get("KLARSPRAK_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "klarsprak" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "klarsprak"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "klarsprak"


def unpacked(packed: Path, cache_root: Path | None = None) -> Path:
    """Return the unpacked folder of `packed`, made now if it is not there.

    Where the cache cannot be written, a folder of this user's under the system's
    temporary folder is used.
    """
    name = f"model-{FORMAT}-{model_id(packed)}"
    roots = [cache_root or cache_folder()]
    if cache_root is None:
        user = str(os.getuid()) if hasattr(os, "getuid") else "user"
        roots.append(Path(tempfile.gettempdir()) / f"klarsprak-{user}")
    for root in roots:
        target = root / name
        if _is_ours(target):
            return target
        try:
            root.mkdir(parents=True, exist_ok=True, mode=0o700)
            _unpack_to(packed, target)
        except OSError:
            continue
        if _is_ours(target):
            return target
    raise AnalysisError("model-unpack", path=str(roots[0]))


def _is_ours(target: Path) -> bool:
    """True for a finished folder that nobody else can have put there."""
    if not (target / "meta.json").is_file():
        return False
    return not hasattr(os, "getuid") or target.stat().st_uid in (os.getuid(), 0)


def _unpack_to(packed: Path, target: Path) -> None:
    scratch = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=target.parent))
    try:
        try:
            write_folder(packed.read_bytes(), scratch)
        except (EOFError, lzma.LZMAError, tarfile.TarError, ValueError, KeyError) as error:
            raise AnalysisError("model-damaged", path=str(packed)) from error
        with contextlib.suppress(OSError):
            # Fails when another process was first; its folder is the same as ours.
            scratch.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def write_folder(packed: bytes, folder: Path) -> None:
    """Write the folder that spaCy reads from the bytes of a packed model."""
    import numpy as np

    from klarsprak.nlp.lemma_rules import entry_key
    from klarsprak.nlp.lexical_features import FormTable, string_key, vocabulary_from_json
    from klarsprak.nlp.network import word_rows

    files = dict(_members(packed))
    stored = dict(np.load(io.BytesIO(files["arrays.npz"]), allow_pickle=False))
    data: dict[str, Any] = json.loads(files["tagger.json"])
    arrays = {k: a for k, a in stored.items() if k.startswith("w_")}
    for name in [k[2:] for k in stored if k.startswith("q_")]:
        scale = stored[f"s_{name}"].astype(np.float32)
        arrays[f"w_{name}"] = stored[f"q_{name}"].astype(np.float32) * scale
    forms = [string_key(f) for f in front_decoded(files["forms.txt"], stored["form_shared"])]
    arrays |= _sorted_by_key(
        "form", np.array(forms, dtype=np.uint64), {"classes": stored["form_classes"]}
    )
    arrays["readings"] = stored["readings"]
    keys: list[int] = []
    for line in front_decoded(files["lemmas.txt"], stored["lemma_shared"]):
        group, _, turned = line.partition("\t")
        keys.append(entry_key(group, turned[::-1]))
    arrays |= _sorted_by_key(
        "lemma", np.array(keys, dtype=np.uint64), {"places": stored["lemma_places"]}
    )
    weights = {k[2:]: a for k, a in arrays.items() if k.startswith("w_")}
    table = FormTable(arrays["form_keys"], arrays["form_classes"], arrays["readings"])
    vocabulary = vocabulary_from_json(data["vocabulary"])
    words = data["vocabulary"]["lists"]["word"]
    prepared = word_rows(words, weights, vocabulary, table)
    arrays["prepared"] = prepared.astype(np.float16)
    component = folder / "klarsprak_tagger"
    component.mkdir()
    for name, array in arrays.items():
        np.save(component / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)
    text = json.dumps(data, ensure_ascii=False)
    (component / "tagger.json").write_text(text, encoding="utf-8")
    for name in ("config.cfg", "meta.json"):
        (folder / name).write_bytes(files[name])


def _members(packed: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:xz") as archive:
        for member in archive:
            if (file := archive.extractfile(member)) is not None:
                yield member.name, file.read()


def _sorted_by_key(prefix: str, keys: Any, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arrays in order of key; of two with one key, the first stays."""
    import numpy as np

    kept, places = np.unique(keys, return_index=True)
    return {f"{prefix}_keys": kept} | {f"{prefix}_{n}": c[places] for n, c in columns.items()}


def front_coded(lines: list[str]) -> tuple[bytes, list[int]]:
    """Return sorted lines as the part each does not share with the one before it."""
    shared, tails, before = [], [], ""
    for line in lines:
        same = 0
        while same < min(len(line), len(before), 255) and line[same] == before[same]:
            same += 1
        shared.append(same)
        tails.append(line[same:])
        before = line
    return "\n".join(tails).encode("utf-8"), shared


def front_decoded(text: bytes, shared: Any) -> Iterator[str]:
    """Yield the lines that `front_coded` took; raises ValueError on a mismatch."""
    before = ""
    for same, tail in zip(shared.tolist(), text.decode("utf-8").split("\n"), strict=True):
        before = before[:same] + tail
        yield before
