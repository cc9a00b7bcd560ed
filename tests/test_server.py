"""The language server through a real client: what an editor shows is what `check` reports, and what it applies is what `--fix` writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from editor import Editor, with_editor
from lsprotocol import types

# pygls asks on its own for a function that Python 3.14 deprecates
pytestmark = pytest.mark.filterwarnings("ignore:'asyncio.iscoroutinefunction':DeprecationWarning")

ENCODINGS = ("utf-8", "utf-16", "utf-32")
EMOJI = "---\r\ntitle: Ada\r\n---\r\n\r\n🎓 Café 👩‍🔬 I teach teh course, see [papers] (papers.md).\r\n\r\nI recieve 𝒳 in teh mail.\r\n"
PLAIN = "---\ntitle: Ada\n---\n\nI recieve mail.\n"


def whole(editor: Editor, uri: str) -> types.Range:
    return types.Range(types.Position(0, 0), editor.position(uri, len(editor.texts[uri])))


def checked(run, *paths: str) -> list[tuple[int, int, str]]:
    """What `check` reports: line and column in code points, rule."""
    found = json.loads(run("--output-format", "json", "--no-cache", *paths).out)
    return [(each["location"]["row"], each["location"]["column"], each["code"]) for each in found]


def shown(editor: Editor, uri: str, said: list[types.Diagnostic]) -> list[tuple[int, int, str]]:
    """The same of what an editor was told."""
    starts = [(each, editor.offset(uri, each.range.start)) for each in said]
    return [(each.range.start.line + 1, at - editor.texts[uri].rfind("\n", 0, at), each.code) for each, at in starts]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_diagnostics_are_those_of_check_in_the_units_of_the_editor(site, write, run, encoding):
    path = write("cv.md", EMOJI)

    async def use(editor: Editor):
        uri = editor.open_file(path)
        said = await editor.diagnostics(uri)
        return [(editor.found(uri, each.range), each) for each in said], uri, editor

    said, uri, editor = with_editor(use, site, encoding=encoding)
    assert [text for text, _ in said if text in ("teh", "recieve")] == ["teh", "recieve", "teh"]
    assert shown(editor, uri, [each for _, each in said]) == checked(run, "cv.md")
    first = said[0][1]
    assert first.source == "profilelint"
    assert first.code_description.href.endswith(f"/rules/{first.code}.md")
    assert first.data["rule"] == first.code


def test_diagnostics_are_pushed_to_an_editor_that_does_not_ask(site, write):
    path = write("cv.md", PLAIN)

    async def use(editor: Editor):
        uri = editor.open_file(path)
        await editor.until(lambda: uri in editor.published)
        first = editor.published.pop(uri)
        editor.edit(uri, PLAIN.replace("recieve", "receive"))
        await editor.until(lambda: uri in editor.published)
        second = editor.published.pop(uri)
        editor.edit(uri, PLAIN)
        editor.close(uri)
        await editor.until(lambda: uri in editor.published)
        return first, second, editor.published[uri]

    first, second, third = with_editor(use, site, pulls=False)
    assert [each.code for each in first.diagnostics] == ["spelling/misspelling"]
    assert (first.version, second.version) == (1, 2)
    assert not second.diagnostics
    assert not third.diagnostics


@pytest.mark.parametrize(("encoding", "text"), [("utf-8", EMOJI), ("utf-16", EMOJI), ("utf-16", EMOJI.replace("\r\n", "\n"))])
def test_fix_all_gives_the_text_that_fix_writes(site, write, run, encoding, text):
    path = write("cv.md", text)

    async def use(editor: Editor):
        uri = editor.open_file(path)
        (action,) = await editor.actions(uri, whole(editor, uri), "source.fixAll")
        assert action.edit is None
        return editor.applied(uri, (await editor.resolve(action)).edit)

    fixed = with_editor(use, site, encoding=encoding)
    run("--fix-only", "cv.md")
    assert fixed.encode() == path.read_bytes() != text.encode()


def test_quick_fixes_of_a_word(site, write):
    path = write("cv.md", PLAIN)

    async def use(editor: Editor):
        uri = editor.open_file(path)
        said = await editor.diagnostics(uri)
        found = await editor.actions(uri, said[0].range)
        return {action.title: (action, editor.applied(uri, (await editor.resolve(action)).edit)) for action in found}

    found = with_editor(use, site)
    action, text = found['Replace with "receive"']
    assert action.is_preferred
    assert "I receive mail" in text
    action, text = found["Ignore spelling/misspelling here"]
    assert not action.is_preferred
    assert "profilelint-disable-line spelling/misspelling" in text
    action, _ = found['Add "recieve" to the words of this site']
    created, edited = action.edit.document_changes
    assert created.uri == edited.text_document.uri == (site / ".profilelint.toml").as_uri()
    assert 'words = ["recieve"]' in edited.edits[0].new_text
    assert len([action for action, _ in found.values() if action.is_preferred]) == 1


def test_a_comment_on_a_line_of_crlf_suppresses_the_rule(site, write):
    path = write("cv.md", EMOJI)

    async def use(editor: Editor):
        uri = editor.open_file(path)
        before = await editor.diagnostics(uri)
        found = await editor.actions(uri, before[-1].range, "quickfix")
        (action,) = [action for action in found if action.title.startswith("Ignore")]
        text = editor.applied(uri, (await editor.resolve(action)).edit)
        editor.edit(uri, text)
        return before, await editor.diagnostics(uri), text

    before, after, text = with_editor(use, site)
    assert len(after) < len(before)
    assert text.count("\r\n") == text.count("\n") == EMOJI.count("\n")
    assert "profilelint-disable-line" in text


SAMPLE = """---
title: "Talk 1 on Relevant Topic in Your Field"
collection: talks
permalink: /talks/2012-03-01-talk-1
date: 2012-03-01
---

This is a description of your talk, which is a markdown file that can be all markdown-ified like any other post. Yay markdown!
"""


def test_a_sample_file_can_be_deleted(site, write):
    write("_config.yml", "title: Ada\n")
    path = write("_talks/2012-03-01-talk-1.md", SAMPLE)

    async def use(editor: Editor):
        uri = editor.open_file(path)
        (said,) = await editor.diagnostics(uri)
        found = await editor.actions(uri, said.range)
        return said, [action.edit for action in found if action.title == "Delete this sample file"]

    said, edits = with_editor(use, site)
    assert list(said.tags) == [types.DiagnosticTag.Unnecessary]
    assert [change.uri for change in edits[0].document_changes] == [path.as_uri()]


def test_a_word_is_added_to_the_configuration_as_it_is_in_the_editor(site, write):
    write(".profilelint.toml", "")
    path = write("cv.md", PLAIN)

    async def use(editor: Editor):
        settings = editor.open((site / ".profilelint.toml").as_uri(), 'words = ["Ünicöde"]\n', "toml")
        uri = editor.open_file(path)
        (said,) = await editor.diagnostics(uri)
        (action,) = [each for each in await editor.actions(uri, said.range) if each.title.startswith("Add")]
        return editor.applied(settings, action.edit)

    assert with_editor(use, site, encoding="utf-8") == 'words = ["Ünicöde", "recieve"]\n'


def test_actions_have_their_edits_for_an_editor_that_does_not_ask_later(site, write):
    path = write("cv.md", PLAIN)

    async def use(editor: Editor):
        uri = editor.open_file(path)
        return await editor.actions(uri, whole(editor, uri))

    found = with_editor(use, site, resolves=False)
    assert {action.kind for action in found} == {"quickfix", "source.fixAll.profilelint"}
    assert all(action.edit for action in found)


def test_hover_shows_the_page_of_the_rule(site, write):
    path = write("cv.md", PLAIN)

    async def use(editor: Editor):
        uri = editor.open_file(path)
        places = [editor.position(uri, PLAIN.index(word)) for word in ("recieve", "mail")]
        identifier = types.TextDocumentIdentifier(uri)
        return [await editor.client.text_document_hover_async(types.HoverParams(identifier, place)) for place in places]

    over, beside = with_editor(use, site)
    assert "spelling/misspelling" in over.contents.value
    assert "## Reports" not in over.contents.value
    assert beside is None


def test_other_files_and_the_configuration_count_as_they_are_on_disk(site, write):
    path = write("index.md", "---\ntitle: Ada\n---\n\nMy [papers](papers.md) on cosets, teh first.\n")

    async def use(editor: Editor):
        uri = editor.open_file(path)
        codes = []

        async def look(*changed: Path) -> None:
            if changed:
                before = editor.refreshes
                editor.changed_on_disk(*changed)
                await editor.until(lambda: editor.refreshes > before)
            codes.append({each.code for each in await editor.diagnostics(uri)})

        await look()
        await look(write("papers.md", "---\ntitle: Papers\n---\n\nMine.\n"))
        await look(write(".profilelint.toml", 'words = ["teh"]\n'))
        await look(write(".profilelint.toml", "words = teh\n"))
        return codes, editor.messages, editor.registered

    codes, messages, registered = with_editor(use, site)
    assert codes[0] >= {"link/missing-file", "spelling/misspelling"}
    assert codes[1] == {"spelling/misspelling"}
    assert codes[2] == set()
    assert codes[3] == {"spelling/misspelling"}
    assert len(messages) == 1
    assert ".profilelint.toml:1: invalid TOML" in messages[0]
    assert registered == 1


@pytest.mark.parametrize("pulls", [True, False])
def test_without_watching_files_count_when_a_page_is_opened(site, write, pulls):
    path = write("index.md", "---\ntitle: Ada\n---\n\nMy [papers](papers.md) on cosets.\n")

    async def use(editor: Editor):
        uri = editor.open_file(path)

        async def codes() -> list[object]:
            if pulls:
                return [each.code for each in await editor.diagnostics(uri)]
            await editor.until(lambda: uri in editor.published)
            return [each.code for each in editor.published.pop(uri).diagnostics]

        before = await codes()
        editor.open_file(write("papers.md", "---\ntitle: Papers\n---\n\nMine.\n"))
        return before, await codes(), editor.registered

    assert with_editor(use, site, pulls=pulls, watches=False) == (["link/missing-file"], [], 0)


def test_each_folder_has_its_own_configuration(site, write):
    for name, settings in (("a", 'words = ["recieve"]\n'), ("b", "")):
        write(f"{name}/.profilelint.toml", settings)
        write(f"{name}/cv.md", PLAIN)

    async def use(editor: Editor):
        uris = [editor.open_file(site / name / "cv.md") for name in ("a", "b")]
        return [await editor.diagnostics(uri) for uri in uris]

    a, b = with_editor(use, site / "a", site / "b")
    assert not a
    assert [each.code for each in b] == ["spelling/misspelling"]


def test_a_page_without_a_file_and_what_is_no_page(site, write):
    write(".gitignore", "draft.md\n")
    write("draft.md", PLAIN)

    async def use(editor: Editor):
        untitled = editor.open("untitled:Untitled-1", "I teach teh course.\n")
        program = editor.open("untitled:Untitled-2", "teh = 1\n", "python")
        ignored = editor.open_file(site / "draft.md")
        other = editor.open((site / "a.py").as_uri(), "# teh\n", "python")
        return [[each.code for each in await editor.diagnostics(uri)] for uri in (untitled, program, ignored, other)]

    assert with_editor(use, site) == [["spelling/misspelling"], [], [], []]


def test_a_page_that_is_not_read_is_named(site, write):
    path = write("cv.md", "a" * 10_000_001)

    async def use(editor: Editor):
        uri = editor.open_file(path)
        return await editor.diagnostics(uri), await editor.diagnostics(uri), editor.messages

    before, after, messages = with_editor(use, site)
    assert not before
    assert not after
    assert messages == ["profilelint: cv.md: larger than 10 MB, so it was skipped"]


def test_the_baseline_is_left_out(site, write, run):
    path = write("cv.md", PLAIN)
    assert run("baseline", "write").code == 0

    async def use(editor: Editor):
        uri = editor.open_file(path)
        before = await editor.diagnostics(uri)
        editor.edit(uri, f"{PLAIN}\nWe beleive it.\n")
        return before, await editor.diagnostics(uri)

    before, after = with_editor(use, site)
    assert not before
    assert len(after) == 1


def test_without_the_extra_one_sentence_says_what_to_install(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "pygls", None)
    said = run("server")
    assert (said.code, said.err) == (2, 'profilelint: the server needs an extra package: pip install "profilelint[server]"\n')


JEKYLL = {
    "_config.yml": "title: Ada\ninclude: [_pages]\n",
    "_pages/cv.md": "---\ntitle: CV\npermalink: /vita/\n---\n\n## First post\n\n## Talks 🎓 given\n",
    "files/cv.pdf": "",
    "index.md": "---\ntitle: Ada\n---\n\nÀ 🎓 [mine](/vita/#first-post), [print](/files/cv.pdf) and [web](https://ada.example).\n",
}


def test_links_lead_to_files_and_headings(site, write):
    for name, text in JEKYLL.items():
        write(name, text)

    async def use(editor: Editor):
        uri = editor.open_file(site / "index.md")
        identifier = types.TextDocumentIdentifier(uri)
        links = await editor.client.text_document_document_link_async(types.DocumentLinkParams(identifier))
        place = editor.position(uri, editor.texts[uri].index("mine"))
        found = await editor.client.text_document_definition_async(types.DefinitionParams(identifier, place))
        return [(editor.found(uri, link.range), link.target) for link in links], found

    links, found = with_editor(use, site)
    assert links == [
        ("/vita/#first-post", (site / "_pages/cv.md").as_uri()),
        ("/files/cv.pdf", (site / "files/cv.pdf").as_uri()),
    ]
    assert (found.uri, found.range.start.line) == ((site / "_pages/cv.md").as_uri(), 5)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("À 🎓 [x](/vi", {"/vita/"}),
        ("À 🎓 [x](fi", {"files/"}),
        ("[x](/files/", {"/files/cv.pdf"}),
        ('<a href="/vita/#', {"first-post", "talks--given"}),
        ("[x](#o", {"own-heading"}),
        ("Plain words (fi", set()),
    ],
)
def test_targets_are_completed(site, write, typed, offered):
    for name, text in JEKYLL.items():
        write(name, text)

    async def use(editor: Editor):
        text = f"---\ntitle: Ada\n---\n\n## Own heading\n\n{typed}"
        uri = editor.open((site / "index.md").as_uri(), text)
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), editor.position(uri, len(text)))
        return text, [
            (item, editor.offset(uri, item.text_edit.range.start)) for item in await editor.client.text_document_completion_async(params)
        ]

    text, items = with_editor(use, site)
    assert {item.label for item, _ in items} == offered
    assert all(item.label.startswith(text[start:]) for item, start in items)


def test_an_editor_that_cannot_watch_files_hears_no_complaint(site, write, monkeypatch):
    monkeypatch.setattr(Editor, "refuses", True)
    path = write("cv.md", PLAIN)

    async def use(editor: Editor):
        uri = editor.open_file(path)
        await editor.until(lambda: editor.registered == 1)
        return await editor.diagnostics(uri), await editor.diagnostics(uri), editor.messages

    first, second, messages = with_editor(use, site)
    assert [each.code for each in first] == [each.code for each in second] == ["spelling/misspelling"]
    assert messages == []


def test_it_ends_in_silence_when_the_editor_leaves(site):
    process = subprocess.Popen(
        [sys.executable, "-m", "profilelint", "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    messages = [
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    out, err = process.communicate(b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies), timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert out.count(b"Content-Length") == 2


CITED = {
    "_config.yml": "title: Ada\n",
    "_bibliography/papers.bib": (
        "---\n---\n@article{old, title = {Old}}\n@article{lovelace:1843,\n  title = {Notes 🎓},\n  key = {old}\n}\n"
    ),
    "more.bib": "@book(babbage-1864, title = {Passages})\n@misc{lovelace:1843, title = {Again}}\n",
}


@pytest.mark.parametrize(
    ("name", "text", "word", "file", "line"),
    [
        ("cv.md", "🎓 {% cite old lovelace:1843 --locator 5 %}.\n", "lace:18", "_bibliography/papers.bib", 3),
        ("cv.md", "See {% cite_details babbage-1864 %}.\n", "babbage", "more.bib", 0),
        ("cv.qmd", "As [-@lovelace:1843, p. 3] says.\n", "1843", "_bibliography/papers.bib", 3),
        ("cv.qmd", "So does @babbage-1864. And more.\n", "babbage", "more.bib", 0),
        ("cv.md", "---\nbibliography: more.bib\n---\n\nSo does @lovelace:1843.\n", "lace", "more.bib", 1),
        ("cv.tex", "\\documentclass{moderncv}\n\\citep[p.~2]{babbage-1864, old}\n", "old", "_bibliography/papers.bib", 2),
        # not citations, and keys that there are not
        ("cv.md", "Mail ada@old or find @old elsewhere.\n", "old", None, 0),
        ("cv.qmd", "Mail ada@old.example.\n", "old", None, 0),
        ("cv.md", "{% cite nobody %} {% include old.html %}\n", "nobody", None, 0),
        ("cv.md", "{% cite nobody %} {% include old.html %}\n", "old", None, 0),
        ("cv.qmd", "The field @key is none.\n", "key", None, 0),
    ],
)
def test_citations_lead_to_their_entries(site, write, name, text, word, file, line):
    for path, content in CITED.items():
        write(path, content)

    async def use(editor: Editor):
        uri = editor.open((site / name).as_uri(), text)
        place = editor.position(uri, text.index(word) + 1)
        params = types.DefinitionParams(types.TextDocumentIdentifier(uri), place)
        return await editor.client.text_document_definition_async(params)

    found = with_editor(use, site)
    expected = file and ((site / file).as_uri(), line)
    assert (found and (found.uri, found.range.start.line)) == expected


@pytest.mark.parametrize(
    ("name", "typed", "offered"),
    [
        ("cv.md", "{% cite ", {"old", "lovelace:1843", "babbage-1864"}),
        ("cv.md", "🎓 {% cite old lo", {"lovelace:1843"}),
        ("cv.qmd", "See [@b", {"babbage-1864"}),
        ("cv.qmd", "Write to ada@b", set()),
        ("cv.md", "Find me at @b", set()),
        ("cv.tex", "\\documentclass{moderncv}\n\\citet{old,ba", {"babbage-1864"}),
    ],
)
def test_keys_of_bibliographies_are_completed(site, write, name, typed, offered):
    for path, content in CITED.items():
        write(path, content)

    async def use(editor: Editor):
        uri = editor.open((site / name).as_uri(), typed)
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), editor.position(uri, len(typed)))
        items = await editor.client.text_document_completion_async(params)
        return [(item.label, item.detail, typed[editor.offset(uri, item.text_edit.range.start) :]) for item in items]

    items = with_editor(use, site)
    assert {label for label, _, _ in items} == offered
    assert all(label.startswith(replaced) for label, _, replaced in items)
    assert all(detail == {"old": "Old", "lovelace:1843": "Notes 🎓", "babbage-1864": "Passages"}[label] for label, detail, _ in items)


def test_a_bibliography_counts_as_it_is_now(site, write):
    for path, content in CITED.items():
        write(path, content)
    page, bib = "See [@b", site / "more.bib"

    async def offered(editor: Editor, uri: str) -> set[str]:
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), editor.position(uri, len(page)))
        return {item.label for item in await editor.client.text_document_completion_async(params)}

    async def use(editor: Editor):
        uri = editor.open((site / "cv.qmd").as_uri(), page)
        seen = [await offered(editor, uri)]
        bib.write_text("@book{babbage-1832, title = {Economy}}\n")
        editor.changed_on_disk(bib)
        seen.append(await offered(editor, uri))
        editor.open(bib.as_uri(), "@book{bernoulli, title = {Ars}}\n", "bibtex")
        return [*seen, await offered(editor, uri)]

    assert with_editor(use, site) == [{"babbage-1864"}, {"babbage-1832"}, {"bernoulli"}]


LAID_OUT = {
    "_config.yml": "title: Ada\n",
    "_layouts/page.html": "{{ page.subtitle }} {{ page.url }} {% if page.nav == true %}{{ site.page.other }}{% endif %}",
    "_includes/head.html": "{{ page.title }} {{ mypage.secret }}",
    "_talks/a.md": "---\ntitle: A\nvenue: Turin\ntags:\n  - engine\n---\n\nvenue2: no key\n",
    "_talks/b.md": "---\ntitle: B\nvenue: London\n---\n",
    "_talks/c.html": "---\nonly_html: 1\n---\n",
    "about.md": "---\ntitle: About\nelsewhere: 1\n---\n",
}


@pytest.mark.parametrize(
    ("typed", "rest", "offered"),
    [
        ("---\ntitle: C\n", "\n---\n", ["venue", "tags", "nav", "subtitle"]),
        ("---\ntitle: C\nve", "\n---\n", ["venue"]),
        ("---\nvenue: Turin\ndate: 2026-01-31\nt", "\n---\n", ["title", "tags"]),
        ("---\nvenue: Turin\ndate: 2026-01-31\nt", "itle: C\n---\n", []),  # within a key
        ("---\ntitle: ve", "\n---\n", []),
        ("---\ntags:\n  ve", "\n---\n", []),
        ("---\ntitle: C\n---\n\nve", "\n", []),
        ("ve", "\n", []),
    ],
)
def test_keys_of_front_matter_are_completed(site, write, typed, rest, offered):
    for path, content in LAID_OUT.items():
        write(path, content)

    async def use(editor: Editor):
        uri = editor.open((site / "_talks/new.md").as_uri(), typed + rest)
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), editor.position(uri, len(typed)))
        return await editor.client.text_document_completion_async(params)

    items = sorted(with_editor(use, site), key=lambda item: item.sort_text)
    assert [item.label for item in items] == offered
    assert all(item.text_edit.new_text == f"{item.label}: " for item in items)


def test_keys_of_hugo_in_toml(site, write):
    write("hugo.toml", 'title = "Ada"\n')
    write("layouts/_default/single.html", "{{ .Params.summary }} {{ with .Params.doi }}{{ . }}{{ end }}")
    found = {}

    async def use(editor: Editor):
        for typed in ('+++\ntitle = "A"\ns', '+++\ntitle = "A"\n[params]\ns'):
            uri = editor.open((site / f"content/{len(typed)}.md").as_uri(), f"{typed}\n+++\n")
            params = types.CompletionParams(types.TextDocumentIdentifier(uri), editor.position(uri, len(typed)))
            found[typed] = [item.text_edit.new_text for item in await editor.client.text_document_completion_async(params)]

    with_editor(use, site)
    assert list(found.values()) == [["summary = "], []]
