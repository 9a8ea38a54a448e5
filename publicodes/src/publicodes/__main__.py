"""`python -m publicodes`: the command line."""

import sys

from publicodes.commands.main import main

if __name__ == "__main__":
    sys.exit(main())
