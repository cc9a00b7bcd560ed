"""The kinds of check, by the name that rule pages give them. A new kind is one module and one line here.

A line says where the check is, what a page must have for it to be called, and what it has to do with the web.
"""

from __future__ import annotations

from profilelint.checks import needs
from profilelint.checks.context import Check

CHECKS: dict[str, Check] = {
    "accents": Check("encoding.accents.check", needs.said(*"´`^ˆ~˜¨¸˚ˇ˝˘")),
    "alts": Check("placeholder.alts.check", needs.links),
    "angle-brackets": Check("markup.angle_brackets.check", needs.tags),
    "article": Check("spelling.article.check"),
    "attribute-quotes": Check("markup.attribute_quotes.check", needs.any_of(needs.characters("[“”„‟″‘’‚‛′]"), needs.written("&"))),
    "bad-mailto": Check("link.mailto.check", needs.links),
    "bibtex-names": Check("structure.bibtex_names.check", needs.written(" and", "\tand", "\nand")),
    "broken-link-markup": Check("link.link_markup.check", needs.any_of(needs.links, needs.said("]"))),
    "byte-order-mark": Check("encoding.raw_bytes.check_mark", needs.a_byte_order_mark),
    "comments": Check("markup.comments.check", needs.written("<!--", "-->")),
    "doubled-punctuation": Check("typography.doubled.check", needs.said(",,", ";;", ",.", "..", "，", "、")),
    "duplicate-permalinks": Check("link.permalinks.check", needs.front_matter),
    "duplicates": Check("structure.duplicates.check", needs.a_page),
    "emphasis": Check("markup.emphasis.check", needs.said("**", "__")),
    "empty-records": Check("structure.empty_records.check", needs.fields),
    "empty-sections": Check("structure.sections.check", needs.a_page),
    "empty-targets": Check("link.empty_links.check", needs.any_of(needs.links, needs.tags)),
    "fillers": Check("placeholder.fillers.check"),
    "fullwidth-punctuation": Check("typography.fullwidth.check", needs.characters("[，。；：！？（）]")),
    "future-dates": Check("date.future_dates.check", needs.digits),
    "glyphs": Check("encoding.glyphs.check", needs.characters("[\ue000-\uf8ff\U000f0000-\U0010fffd■□▪▫▯▮◻◼▢]")),
    "heading-bullets": Check("markup.heading_bullets.check", needs.headings),
    "impossible-dates": Check("date.dates.check_impossible", needs.digits),
    "invalid-identifiers": Check("link.identifiers.check", needs.any_of(needs.links_or_fields, needs.said("SBN", "SSN"))),
    "invisible": Check(
        "encoding.invisible.check", needs.characters("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
    ),
    "leftovers": Check("placeholder.leftovers.check"),
    "library-proxies": Check("link.library_proxies.check", needs.links),
    "liquid-blocks": Check(
        "markup.liquid_blocks.check", needs.all_of(needs.front_matter, needs.any_of(needs.problems, needs.written("{%")))
    ),
    "lorem": Check("placeholder.lorem.check"),
    "malformed-urls": Check("link.urls.check", needs.links),
    "mismatched-years": Check("date.mismatched_years.check", needs.digits),
    "missing-anchors": Check("link.missing_anchors.check", needs.fragments),
    "missing-files": Check("link.missing_files.check", needs.links),
    "missing-space": Check("typography.missing_space.check", needs.said(".", ",", "(", "!", "?")),
    "missing-title": Check("structure.titles.check", needs.a_page),
    "misspelling": Check("spelling.misspelling.check"),
    "misspelt-months": Check("date.dates.check_months"),
    "mixed-formats": Check("date.date_formats.check", needs.digits),
    "mojibake": Check("encoding.mojibake.check", needs.characters("[\x80-\x9fÂ-ôăĂāĀĆĐđĹĺšğвРСβ‚√≈Γ├鈥锟锘]")),
    "name-variant": Check("spelling.name_variant.check"),
    "odd-dash": Check("typography.odd_dashes.check", needs.said(*"-‐‑‒–—−―－")),
    "open-and-ended": Check("date.date_ranges.check_open_and_ended", needs.digits),
    "ordinal": Check("spelling.ordinal.check", needs.found(r"\d(?:st|nd|rd|th|TH)\b")),
    "out-of-order": Check("date.out_of_order.check", needs.digits),
    "overlaps": Check("date.overlaps.check", needs.digits),
    "phrases": Check("shared.phrases.check"),
    "placeholder-links": Check("placeholder.placeholder_links.check", needs.links),
    "problems": Check("markup.problems.check", needs.problems),
    "quotes": Check("encoding.quotes.check", needs.characters("[“”]")),
    "real-word": Check("spelling.real_word.check"),
    "repeated-word": Check("spelling.repeated_word.check"),
    "replacement-character": Check("encoding.raw_bytes.check_replacement", needs.characters("\ufffd")),
    "reversed-ranges": Check("date.date_ranges.check_reversed", needs.digits),
    "site-addresses": Check("link.site_addresses.check", needs.all_of(needs.fields, needs.written("url", "URL"))),
    "space-before-punctuation": Check("typography.space_before.check", needs.found(r"[.,;:!?](?<=[ \t].)")),
    "stale": Check("date.stale.check", needs.digits),
    "suppressions": Check("shared.suppressions.check", last=True),
    "swap": Check("shared.swap.check"),
    "tags": Check("markup.tags.check", needs.tags),
    "undecodable": Check("encoding.raw_bytes.check_undecodable", needs.not_utf8),
    "unopened-brackets": Check("link.unopened_brackets.check", needs.links),
    "unpaired": Check("typography.unpaired.check", needs.said(*'()[]“”«»"（）')),
    "unspaced-headings": Check("markup.unspaced_headings.check", needs.said("##")),
    "web-fragments": Check("link.web_links.check_fragments", needs.links, web="needed"),
    "web-links": Check("link.web_links.check", needs.links, web="needed"),
    "weekdays": Check("date.weekdays.check", needs.digits),
    "wrong-targets": Check("link.wrong_targets.check", needs.any_of(needs.links, needs.found(r"\.(?<=\d{4}\.)\d{4}")), web="used"),
    "yaml-surprises": Check("structure.yaml_surprises.check", needs.fields),
}
