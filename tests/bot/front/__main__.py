"""`python -m tests.bot.front`: the requests of the fuzz in full."""

import sys

from tests.bot.front.fuzz import main

if __name__ == "__main__":
    sys.exit(main())
