"""`profilelint explain`: explain a rule, or why a word is flagged."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from profilelint.commands import CLEAN
from profilelint.commands.arguments import Parser, add_color, add_configuration, filled, rule_named, settings_for
from profilelint.core.errors import UsageError


def parser() -> Parser:
    parser = Parser("profilelint explain", "Explain a rule, or why a word is (or is not) flagged.")
    parser.add_argument("rule", nargs="?", type=filled, metavar="RULE", help="the id of a rule, such as date/reversed-range")
    parser.add_argument("--why", type=filled, metavar="FILE:LINE:COL", help="explain why the word there is or is not considered misspelt")
    add_color(parser)
    add_configuration(parser)
    return parser


def run(arguments: Namespace) -> int:
    from profilelint.authoring.explain import explain
    from profilelint.report.style import style_for
    from profilelint.run.selection import rules_of

    settings = settings_for(arguments)
    rules = rules_of(settings)
    if arguments.why and arguments.rule:
        raise UsageError("give a rule or --why, not both")
    if arguments.why:
        from profilelint.authoring.evidence import why
        from profilelint.run.selection import with_words

        for line in why(arguments.why, tuple(with_words(rule, settings) for rule in rules)):
            print(line)
        return CLEAN
    if not arguments.rule:
        raise UsageError("which rule? Usage: profilelint explain RULE")
    for line in explain(rule_named(arguments.rule), rules, style_for(sys.stdout, arguments.color, os.environ)):
        print(line)
    return CLEAN
