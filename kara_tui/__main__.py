"""`python -m kara_tui` is `kara`."""

import sys

from kara_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
