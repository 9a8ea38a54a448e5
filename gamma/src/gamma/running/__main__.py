"""`python -m gamma.running` is the `gamma` command."""

import sys

from gamma.running.command import main

sys.exit(main())
