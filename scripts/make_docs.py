"""Write the generated pages of docs/ anew, or check that they are up to date.

python -m scripts.make_docs            writes the pages and the screenshots
python -m scripts.make_docs --check    fails when a page differs from what would be written
"""

import sys
from collections.abc import Callable
from pathlib import Path

from scripts.commands_page import commands_page
from scripts.keys_page import keys_page
from scripts.operations_page import operations_page
from scripts.settings_page import settings_page

DOCS = Path(__file__).parent.parent / "docs"

PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "keys.md": keys_page,
    "operations.md": operations_page,
    "settings.md": settings_page,
}


def main() -> int:
    stale = [name for name, page in PAGES.items() if _differs(DOCS / name, page())]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/{name} is out of date: run `make docs`")
        return bool(stale)
    for name in stale:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"wrote docs/{name}")
    from scripts.screenshots import write_screenshots

    write_screenshots(DOCS / "screenshots")
    return 0


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != text


if __name__ == "__main__":
    sys.exit(main())
