"""`python -m tests.bot.reminding`: the fault suite in full."""

# A module of its own: processes that are forked for the runs need not read it again.
import sys

from tests.bot.reminding.torture import main

if __name__ == "__main__":
    sys.exit(main())
