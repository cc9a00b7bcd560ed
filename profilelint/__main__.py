"""`python -m profilelint`."""

import sys

from profilelint.cli import main

if __name__ == "__main__":
    sys.exit(main())
