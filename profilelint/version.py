"""The version, for all who name it."""

__version__ = "0.1.0"


def installed() -> str:
    """The version, and the compiled parts that this machine does without; docs/dependencies.md says what differs then."""
    from importlib.machinery import PathFinder

    absent = [] if PathFinder.find_spec("turbohtml") else ["turbohtml"]
    yaml = PathFinder.find_spec("yaml")
    if yaml and not PathFinder.find_spec("yaml._yaml", yaml.submodule_search_locations):
        absent.append("libyaml")
    without = f" (without {' and '.join(absent)})" if absent else ""
    return f"profilelint {__version__}{without}"
