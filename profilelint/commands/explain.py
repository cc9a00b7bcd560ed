"""`profilelint explain`: what a rule is about."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from profilelint.commands import CLEAN
from profilelint.commands.arguments import Parser, add_color, add_configuration, settings_for


def parser() -> Parser:
    parser = Parser("profilelint explain", "Print the page of a rule.")
    parser.add_argument("rule", metavar="RULE", help="the id of a rule, such as date/reversed-range")
    add_color(parser)
    add_configuration(parser)
    return parser


def run(arguments: Namespace) -> int:
    from profilelint.engine import ready_rules
    from profilelint.explain import explain
    from profilelint.report.style import style_for

    rules = ready_rules(*map(str, settings_for(arguments).rule_paths))
    for line in explain(arguments.rule, rules, style_for(sys.stdout, arguments.color, os.environ)):
        print(line)
    return CLEAN
