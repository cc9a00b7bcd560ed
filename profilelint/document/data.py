"""YAML, TOML and JSON -> canvas: which reader reads what."""

from __future__ import annotations

from profilelint.document.fields import FieldSink


def read_fields(sink: FieldSink, start: int, end: int, format: str) -> None:
    """Read a range as "yaml", "toml" or "json"."""
    if format == "yaml":
        from profilelint.document.yamldata import read_yaml

        read_yaml(sink, start, end)
    elif format == "toml":
        from profilelint.document.tomldata import read_toml

        read_toml(sink, start, end)
    else:
        from profilelint.document.jsondata import read_json

        read_json(sink, start, end)
