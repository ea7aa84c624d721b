"""Whether every page of a store is as it was written."""

import re
from pathlib import Path
from typing import Any

from kara_tui.db.faults import faults_told
from kara_tui.db.quiet import looking_into
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.soundness import Soundness

_PAGE = re.compile(r"page (\d+)")
PAGE = 4096
_MOST_COMPLAINTS = 100


def check_integrity(
    path: Path, key: bytes, *, still: bool = False, full: bool = False
) -> Soundness:
    """Check a store on a connection of its own; it may be in use meanwhile.

    Args:
        path: The store.
        key: Its 32 bytes.
        still: Whether nobody else has it open.
        full: Whether every index is compared with what it leads to, which takes longer.
    """
    found = _checked(path, key, still=still, full=full)
    if found.is_sound or still:
        return found
    # A page may be read while another connection is writing it: true damage is there twice.
    again = _checked(path, key, still=still, full=full)
    both = tuple(page for page in found.damaged if page in again.damaged)
    if again.damaged and not both:
        return check_integrity(path, key, full=full)
    return again


def damaged_pages(connection: Any) -> tuple[int, ...]:
    """Return the pages whose seal is broken."""
    told = " ".join(str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check"))
    return tuple(sorted({int(number) for number in _PAGE.findall(told)}))


def _checked(path: Path, key: bytes, *, still: bool, full: bool) -> Soundness:
    try:
        with faults_told(path), looking_into(path, key, still=still) as connection:
            if not still:
                # After a power cut a page may be torn in the file and whole in the log: the
                # check looks at the file alone, and would cry for nothing.
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            if damaged := damaged_pages(connection):
                return Soundness(pages=path.stat().st_size // PAGE, damaged=damaged)
            check = "integrity_check" if full else "quick_check"
            told = connection.execute(f"PRAGMA {check}({_MOST_COMPLAINTS})").fetchall()
            complaints = tuple(str(row[0]) for row in told if row[0] != "ok")
            pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
            return Soundness(pages=pages, complaints=complaints)
    except StoreUnavailable as refusal:
        return Soundness(refusal=refusal.sentence)
