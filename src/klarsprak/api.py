"""lint_text, lint_path, language_model_path: the only wiring that is not the command line."""

from pathlib import Path

from klarsprak.core.document import Format
from klarsprak.core.report import FileReport, Report
from klarsprak.engine.run import Plan, Workshop, run

__all__ = ["language_model_path", "lint_path", "lint_text"]


def lint_text(
    text: str,
    *,
    format: str = "text",
    audience: str = "",
    document_type: str = "",
    name: str = "tekst",
) -> FileReport:
    """Lint a text that is already decoded.

    `format` is text, markdown or html. The report keeps its document. No project file is
    read. Raises ConfigError for an unknown audience or document type.
    """
    from klarsprak.readers.registry import read_text

    flags = {"malgruppe": audience or None, "dokumenttype": document_type or None}
    workshop = Workshop(Plan(flags=flags, no_config=True, keep_documents=True))
    document = read_text(text, Format(format), name)
    return workshop.lint(document, workshop.config_for(Path.cwd())).report


def lint_path(path: str | Path, *, audience: str = "", document_type: str = "") -> Report:
    """Lint a file or a folder by the project file that stands nearest.

    What cannot be read is an error in the report. Raises ConfigError when the project
    file is broken.
    """
    flags = {"malgruppe": audience or None, "dokumenttype": document_type or None}
    report, _ = run([str(path)], Plan(flags=flags, keep_documents=True))
    return report


def language_model_path() -> str:
    """The folder of the language model that ships, as `spacy.load` reads it.

    The weights are unpacked to the cache folder the first time, safely with several
    processes at once.
    """
    from klarsprak.nlp.model_store import model_path

    return str(model_path())
