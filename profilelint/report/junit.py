"""JUnit's XML: a suite for each file, a failed case for each report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from profilelint.core.regex import regex
from profilelint.core.results import Page
from profilelint.report.about import About
from profilelint.report.places import repository_path, severity_name
from profilelint.report.style import Style, escaped

_NUMBER_SIGN = regex("#(?=#)")
_NO_XML = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    suites = Element("testsuites", name="profilelint")
    for page in pages:
        path, count = _text(repository_path(page.source.path)), len(page.diagnostics)
        suite = SubElement(suites, "testsuite", name=path, tests=str(count or 1), failures=str(count), errors="0")
        if not count:
            SubElement(suite, "testcase", name="no problems found", classname=path)
        for diagnostic in page.diagnostics:
            name = f"{diagnostic.rule}:{diagnostic.start.line}:{diagnostic.start.column}"
            case = SubElement(suite, "testcase", name=name, classname=path)
            failure = SubElement(case, "failure", type=severity_name(diagnostic), message=_text(diagnostic.message))
            failure.text = _text(f"{path}:{diagnostic.start.line}:{diagnostic.start.column}: {diagnostic.message}")
    tests, failures = (sum(int(suite.get(name, "0")) for suite in suites) for name in ("tests", "failures"))
    suites.set("tests", str(tests))
    suites.set("failures", str(failures))
    indent(suites)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    # Two number signs begin a command of CI runners, anywhere in a line.
    yield _NUMBER_SIGN.sub("&#35;", tostring(suites, encoding="unicode"))


def _text(text: str) -> str:
    return _NO_XML.sub("\ufffd", escaped(text))
