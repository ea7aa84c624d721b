"""The product's own writer, struck by one power cut after the other.

`python -m tests.support.struck_writer FOLDER MODE SEED CUTS` prints one line of JSON for each
cut. It is a process of its own so that nothing but the writer is forked.
"""

import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.db import engine
from kara_tui.db.faults import faults_told
from kara_tui.db.integrity import check_integrity
from kara_tui.domain.clock import system_clock
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.soundness import soundness_told
from kara_tui.operations.clients import AddClient, GetClient, UpdateClient
from kara_tui.operations.drafts import FindDrafts, SaveDraft
from kara_tui.operations.invites import InviteClient
from tests.support.people import PROFESSIONAL_NAME, addressee, details
from tests.support.power_cut import PowerCut

KEY = bytes(range(32))
_DRAFT = "client:struck~1"
_LATEST_MOMENT = 700
_WHILE_IT_IS_MADE = 120


@dataclass(frozen=True)
class Outcome:
    """What was found after one cut."""

    seed: int
    moment: int
    acknowledged: int
    lost: int
    problem: str
    """Why the store did not open, or what is wrong with it; empty when it is sound."""
    alarm: str
    """What the program itself said of the store when it looked through it; empty when sound."""


def main() -> None:
    """Cut the power as often as the command line says."""
    folder, mode, first, cuts = sys.argv[1:]
    place = Path(folder).resolve()
    template = place / "template.db"
    open_local(template, KEY, PROFESSIONAL_NAME, system_clock).store.close()
    for seed in range(int(first), int(first) + int(cuts)):
        store = place / str(seed) / "practice.db"
        store.parent.mkdir()
        if is_old := seed % 4 > 0:
            shutil.copy(template, store)
        latest = _LATEST_MOMENT if is_old else _WHILE_IT_IS_MADE
        sys.stdout.write(json.dumps(asdict(struck(store, mode, seed, latest))) + "\n")
        sys.stdout.flush()
        shutil.rmtree(store.parent)


def struck(store: Path, mode: str, seed: int, latest: int) -> Outcome:
    """Let the writer work on a store, cut the power, and look what is there afterwards."""
    chance = random.Random(seed)
    moment = chance.randint(1, latest)
    # Half of them take the log into the file so often that the cut falls into it, too.
    pages = chance.choice((1000, 25))
    said = PowerCut(store.parent, seed).strike(moment, writing(store, mode, pages))
    saved = [line.split() for line in said]
    lost, problem, alarm = _looked_into(store, saved)
    return Outcome(seed, moment, len(saved), lost, problem, alarm)


def writing(store: Path, mode: str, pages: int) -> Callable[[int], None]:
    """Return the work of a writer who goes on for ever, saying what it has saved."""

    def work(pipe: int) -> None:
        def say(*words: object) -> None:
            os.write(pipe, (" ".join(map(str, words)) + "\n").encode())

        _set_pragmas(mode, pages)
        opened = open_local(store, KEY, PROFESSIONAL_NAME, system_clock)
        say("opened")
        for place in count():
            _write_once(opened, place, say)

    return work


def _set_pragmas(mode: str, pages: int) -> None:
    """Let this process, and no other, open stores differently."""
    assert "synchronous = FULL" in engine.PRAGMAS
    others = tuple(one for one in engine.PRAGMAS if "synchronous" not in one)
    vars(engine)["PRAGMAS"] = (*others, f"synchronous = {mode}", f"wal_autocheckpoint = {pages}")


def _write_once(opened: OpenStore, place: int, say: Callable[..., None]) -> None:
    """Do what a professional does; say each thing when the program has called it saved."""
    note = f"note {place} " * 40
    add = AddClient(details=details(f"Client {place}", reason_by_professional=note))
    client = opened.dispatch(add, opened.actor)
    say("client", client.id, 1)
    content = DraftContent(typed={"name": str(place)})
    opened.dispatch(SaveDraft(key=_DRAFT, record_version=1, content=content), opened.actor)
    say("draft", place)
    update = UpdateClient(client_id=client.id, version=1, details=details(f"Saved {place}"))
    opened.dispatch(update, opened.actor)
    say("client", client.id, 2)
    invite = InviteClient(details=details(f"Invite {place}"), addressee=addressee())
    say("client", opened.dispatch(invite, opened.actor).id, 1)


def _looked_into(store: Path, saved: list[list[str]]) -> tuple[int, str, str]:
    """Open a store as the program does; return how much is lost, what is wrong, what it says."""
    try:
        opened = open_local(store, KEY, PROFESSIONAL_NAME, system_clock)
    except KaraError as problem:
        return len(saved), problem.sentence, ""
    try:
        lost = sum(not _is_there(opened, line) for line in saved)
        found = check_integrity(store, KEY)
        alarm = "" if found.is_sound else soundness_told(found, None)
        return lost, _unsound(opened, store), alarm
    except KaraError as problem:
        return len(saved), problem.sentence, ""
    finally:
        opened.store.close()


def _is_there(opened: OpenStore, line: list[str]) -> bool:
    match line:
        case ["client", known, version]:
            wish = GetClient(client_id=ClientId(UUID(known)))
            try:
                return opened.dispatch(wish, opened.actor).version >= int(version)
            except KaraError:
                return False
        case ["draft", place]:
            drafts = opened.dispatch(FindDrafts(form="client:struck"), opened.actor)
            kept = [one.content.typed for one in drafts if isinstance(one.content, DraftContent)]
            return any(int(typed["name"]) >= int(place) for typed in kept)
    return True


def _unsound(opened: OpenStore, store: Path) -> str:
    # The pages themselves are checked once the log, which holds the newer ones, is taken in.
    opened.store.shred_leftovers()
    with faults_told(store), opened.store.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA cipher_integrity_check")).scalars().all()
        rows = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    return "; ".join([*pages, *(row for row in rows if row != "ok")])


if __name__ == "__main__":
    main()
