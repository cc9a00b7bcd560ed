from __future__ import annotations

import xml.etree.ElementTree as ET
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_LINES = 14


@pytest.fixture(scope="module")
def made() -> dict[Path, str]:
    spec = spec_from_file_location("picture", ROOT / "scripts" / "picture.py")
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    return script.pictures()


def test_the_pictures_are_what_their_script_makes(made):
    assert sorted(path.name for path in made) == ["terminal-dark.svg", "terminal-light.svg"]
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, f"run scripts/picture.py, and look at {path.name}"


def test_the_pictures_are_short_and_show_what_others_do_not_find(made):
    for text in made.values():
        lines = ["".join(text.itertext()) for text in ET.fromstring(text).iter("{http://www.w3.org/2000/svg}text")]
        assert len(lines) <= MOST_LINES
        shown = "\n".join(lines)
        for rule in ("foreign-id", "template-leftover", "name-variant", "missing-file", "reversed-range"):
            assert f"/{rule}]" in shown
