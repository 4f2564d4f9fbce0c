"""YAML as rule files mean it: strings stay strings, and every value knows its line."""

from typing import Any

from klarsprak.core.errors import RuleError

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]

_TAG = "tag:yaml.org,2002:"


def parse(text: str, path: str) -> tuple[Plain, dict[str, int]]:
    """Return the content of `text` and the 1-based line of every key path.

    ``no``, ``nei``, ``on``, ``ja`` and dates are strings; only ``true`` and ``false`` are
    truth values. A key path joins keys and list indexes with dots.

    Raises:
        RuleError: broken YAML, a doubled key, a tag, an anchor or an alias.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise RuleError("yaml-anchor", path=path, line=line)
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise RuleError("yaml", path=path, line=line) from error
    lines: dict[str, int] = {}
    if node is None:
        return {}, lines
    return _build(node, "", path, lines), lines


def _build(node: Any, at: str, path: str, lines: dict[str, int]) -> Plain:
    import yaml

    lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Plain] = {}
        for name, value in node.value:
            key, line = str(name.value), name.start_mark.line + 1
            if key in found:
                raise RuleError("yaml-double-key", path=path, line=line, key=key)
            place = f"{at}.{key}" if at else key
            found[key] = _build(value, place, path, lines)
            # The key's own line: a mapping or a long text may begin on the next.
            lines[place] = line
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, f"{at}.{i}", path, lines) for i, item in enumerate(node.value)]
    return _scalar(node, path)


def _scalar(node: Any, path: str) -> Plain:
    tag, value = node.tag.removeprefix(_TAG), node.value
    quoted = node.style in ("'", '"', "|", ">")
    if quoted:
        return str(value)
    if tag == "int" and value.lstrip("-").isdigit():
        return int(value)
    if tag == "float":
        return float(value)
    if tag == "bool" and value in ("true", "false"):
        return bool(value == "true")
    if tag == "null" and value in ("", "~", "null"):
        return None
    if value.startswith("!"):
        line = node.start_mark.line + 1
        raise RuleError("yaml-tag", path=path, line=line)
    return str(value)
