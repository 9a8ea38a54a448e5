"""`python -m publicodes`: the command line."""

import sys

from publicodes.commands.main import heed_signals, main

if __name__ == "__main__":
    heed_signals()
    sys.exit(main())
