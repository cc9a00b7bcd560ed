"""`python -m profilelint`."""

import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit(f"profilelint needs Python 3.11 or newer, and this is {sys.version.split()[0]}")

    # Python looks for modules in the working directory first, which is somebody's site: a `yaml.py` in it must not be run.
    if not sys.flags.safe_path:
        del sys.path[0]

    from profilelint.cli import main

    sys.exit(main())
