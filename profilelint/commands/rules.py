"""`profilelint rules`: list, test or begin rules."""

from __future__ import annotations

from argparse import Namespace

import profilelint
from profilelint.commands import CLEAN
from profilelint.commands.arguments import Parser, add_configuration, filled, rules_named, settings_for
from profilelint.core.errors import UsageError
from profilelint.report.style import escaped


def parser() -> Parser:
    parser = Parser("profilelint rules", "List the rules, run the examples on their pages, or create a new page.")
    parser.add_argument("action", nargs="?", choices=("list", "test", "new"), default="list")
    parser.add_argument(
        "names", nargs="*", type=filled, metavar="RULE", help="rules or families to test (default: all), or the name of a new rule"
    )
    add_configuration(parser)
    return parser


def run(arguments: Namespace) -> int:
    settings = settings_for(arguments)
    if arguments.action == "test":
        from profilelint.authoring.examples import main as run_examples
        from profilelint.settings.names import check_rule_paths

        check_rule_paths(settings)
        return run_examples(rules_named(arguments.names), settings.rule_paths)
    if arguments.action == "new":
        from profilelint.authoring.explain import new_page
        from profilelint.core.results import shown_path

        if not arguments.names:
            raise UsageError("which rule? Usage: profilelint rules new FAMILY/NAME")
        for name in arguments.names:
            page = new_page(name, settings.rule_paths, profilelint.__version__)
            print(f"{escaped(shown_path(page))} created; fill it in")
        return CLEAN
    from profilelint.authoring.explain import listed
    from profilelint.run.selection import check_selectors, rules_of

    rules, names = rules_of(settings), rules_named(arguments.names)
    check_selectors(names, rules)
    for line in listed(rule for rule in rules if not names or not {rule.id, rule.family, "all"}.isdisjoint(names)):
        print(line)
    return CLEAN
