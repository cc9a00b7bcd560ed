from __future__ import annotations

import xml.etree.ElementTree as ET
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_picture_of_the_terminal_is_what_its_script_makes(monkeypatch):
    monkeypatch.chdir(ROOT)
    spec = spec_from_file_location("picture", ROOT / "scripts" / "picture.py")
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    made = script.picture(script.said())
    assert script.PICTURE.read_text(encoding="utf-8") == made, "run scripts/picture.py, and look at docs/terminal.svg"
    lines = ["".join(text.itertext()) for text in ET.fromstring(made).iter("{http://www.w3.org/2000/svg}text")]
    assert "What to do first:" in "\n".join(lines)
    assert "docs/terminal.svg" in (ROOT / "README.md").read_text(encoding="utf-8")
