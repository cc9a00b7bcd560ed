"""The documentation site: its pages are complete, and made without the generator."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from profilelint.authoring.grammar import parse_examples
from profilelint.run.selection import ready_rules

ROOT = Path(__file__).parent.parent
RULES = ready_rules()
SCHEMA = json.loads((files("profilelint") / "settings" / "profilelint.schema.json").read_text(encoding="utf-8"))["properties"]


@pytest.fixture(scope="module")
def docsite():
    if not (ROOT / "profilelint").is_dir():
        pytest.skip("what is installed is tested here, and pages link to files of the repository")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT))
        from scripts.docsite import __main__, pages, samples

        yield {"main": __main__, "pages": pages, "samples": samples}


@pytest.fixture(scope="module")
def site(docsite) -> dict[str, str]:
    return docsite["pages"].site(run_samples=False)


def test_every_rule_has_a_page_and_a_row_in_the_index(site):
    rows = re.findall(r"^\| \[`(\S+)`\]\((\S+)\) \| (.+) \| .* \| .* \|$", site["rules/index.md"], re.M)
    assert [(id, path) for id, path, _ in rows] == [(rule.id, f"{rule.id}.md") for rule in RULES]
    for rule in RULES:
        page = site[f"rules/{rule.id}.md"]
        assert f"<code>{rule.id}</code>" in page
        assert "## What is reported" in page
        assert "## What is not reported" in page
        assert page.count('<figure class="example fixed">') == sum(example.fixed is not None for example in parse_examples(rule))


def test_every_setting_is_in_the_reference(site):
    reference = site["configuration.md"]
    headings = re.findall(r"^### (\S+)$", reference, re.M)
    assert [key for key in headings if key in SCHEMA] == list(SCHEMA)
    for rule, table in SCHEMA["rules"]["properties"].items():
        for option in table["properties"].get("options", {}).get("properties", {}):
            part = reference.partition(f"\n### {rule}\n")[2].partition("\n### ")[0]
            assert f"| `{option}` |" in part, f"{rule}: {option}"
            assert f"| `{option}` |" in site[f"rules/{rule}.md"]


def test_examples_of_settings_are_settings(site):
    for key, example in re.findall(r"^### (\S+)\n.*?```toml\n(.*?)```", site["configuration.md"], re.M | re.S):
        if key in SCHEMA:
            assert list(tomllib.loads(example)) == [key]


def test_marks_become_highlights_and_text_stays_text(site):
    page = site["rules/markup/unclosed-tag.md"]
    assert "<mark>&lt;" in page
    assert "^^^" not in re.sub(r"\\u.*", "", page)
    figures = "".join(re.findall(r"<pre><code>(.*?)</code></pre>", page, re.S))
    assert not re.search(r"<(?!/?mark>)", figures)


def test_every_page_of_the_documentation_is_in_the_navigation(site, docsite):
    configuration = tomllib.loads(docsite["main"].navigation(site))
    listed = re.findall(r"'([^']+\.md)'", str(configuration["project"]["nav"]))
    assert sorted(listed) == sorted(site)


def test_the_theme_loads_nothing_from_elsewhere(site, docsite):
    project = tomllib.loads(docsite["main"].navigation(site))["project"]
    assert project["theme"]["font"] is False
    assert "repo_url" not in project
    assert not any("//" in each for each in (*project["extra_css"], *project["extra_javascript"]))
    assert not any("```mermaid" in page for page in site.values())
    assert not re.search(r"!\[[^]]*\]\(https?:", "".join(site.values()))


def test_links_lead_to_pages_of_the_site_or_to_files_of_the_repository(site, docsite):
    assert "](changelog.md)" in site["api.md"]
    assert "](../../suppressing.md)" in site["rules/date/stale.md"]
    assert "/blob/main/profilelint/settings/profilelint.schema.json)" in site["configuration.md"]
    pages = docsite["pages"]
    with pytest.raises(pages.BrokenLinkError, match=r"docs/faq.md: there is no docs/gone.md in the repository"):
        pages.with_links("`[a](gone.md)` [b](gone.md)", "docs/faq.md", {"docs/faq.md": "faq.md"})


def test_commands_on_a_page_are_run_on_its_sample(docsite):
    page = '```markdown title="cv.md"\nLyon, Febrary 2020.\n```\n\n```console run\n$ profilelint -q cv.md\n```\n'
    made = docsite["samples"].with_output(page)
    assert made.startswith(page.partition("```console")[0])
    assert "```console\n$ profilelint -q cv.md\ncv.md:1:7: error: " in made
    with pytest.raises(docsite["samples"].SampleError, match="only profilelint"):
        docsite["samples"].with_output("```console run\n$ rm cv.md\n```\n")
    with pytest.raises(docsite["samples"].SampleError, match="--nothing"):
        docsite["samples"].with_output("```console run\n$ profilelint --nothing\n```\n")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["academicpages", "al-folio", "hugoblox", "quarto", "html"])
def test_quick_starts_show_what_profilelint_prints(docsite, name):
    text = (ROOT / "docs" / "start" / f"{name}.md").read_text(encoding="utf-8")
    made = docsite["samples"].with_output(text)
    assert "console run" not in made
    assert re.search(r"\$ profilelint.*\n(?:.*\n)*?.*(?:error|leftover)", made)
    assert re.search(r"\$ profilelint --diff.*\n(?:.*\n)*?\+", made)
