"""The measured floors of inflection, on the treebank's dev part."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture(scope="module")
def evaluation() -> ModuleType:
    sys.path.insert(0, str(TRAINING))
    try:
        spec = importlib.util.spec_from_file_location(
            "eval_inflection", TRAINING / "eval_inflection.py"
        )
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(TRAINING))
    return module


@pytest.mark.shared
@pytest.mark.parametrize(
    ("language", "first", "any_variant", "verbs"),
    [("nb", 0.98, 0.99, 0.99), ("nn", 0.93, 0.975, 0.99)],
)
def test_floors(
    shared_dir: Path,
    evaluation: ModuleType,
    language: str,
    first: float,
    any_variant: float,
    verbs: float,
) -> None:
    result = evaluation.score(shared_dir / "data" / "ndt", language)
    assert result.pairs > 5000
    assert result.first >= first
    assert result.any >= any_variant
    assert result.verb_any >= verbs
