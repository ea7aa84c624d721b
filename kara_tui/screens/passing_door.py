"""The way into a practice: unlock it, or protect it first."""

from textual.app import App

from kara_tui.backend.door import Door, DoorState
from kara_tui.domain.errors import KaraError
from kara_tui.domain.text import safe_text


async def pass_door(app: App[None], door: Door, *, locked: bool) -> None:
    """Return once the practice is unlocked; to be awaited in a worker.

    Args:
        app: Where the questions are shown.
        door: What is to be opened.
        locked: Whether somebody locked it: then it asks even where a keyring could open it.

    Raises:
        KaraError: When the keys cannot be read or written.
    """
    if door.state in {DoorState.NEW, DoorState.UNPROTECTED}:
        await _set_up(app, door)
    elif door.state is DoorState.LOCKED and (locked or not await door.open_with_keyring()):
        from kara_tui.screens.unlock import UnlockScreen

        await app.push_screen_wait(UnlockScreen(door))


async def _set_up(app: App[None], door: Door) -> None:
    from kara_tui.screens.choosing_passphrase import UNPROTECTED, WELCOME, PassphraseScreen
    from kara_tui.screens.door_screen import BusyScreen
    from kara_tui.screens.recovery_paper import PaperScreen, TypeBackScreen

    words = UNPROTECTED if door.state is DoorState.UNPROTECTED else WELCOME
    passphrase = await app.push_screen_wait(PassphraseScreen(door, words))
    paper, code = door.draw_paper(), None
    while code is None:
        await app.push_screen_wait(PaperScreen(paper))
        code = await app.push_screen_wait(TypeBackScreen(door))
    await app.push_screen(BusyScreen("The practice is being encrypted …"))
    await door.set_up(passphrase, code)
    await app.pop_screen()
    if await door.has_keyring():
        await _offer_keyring(app, door)


async def _offer_keyring(app: App[None], door: Door) -> None:
    from kara_tui.screens.question import QuestionScreen

    question = QuestionScreen(
        "Shall this computer's keyring unlock the practice when you are logged in?",
        [(False, "No, ask for the passphrase at every start"), (True, "Yes, on this computer")],
        "Whoever sits at your open computer could then read the practice until it locks itself. "
        "This can be changed at any time with “kara vault keyring on” and “off”.",
    )
    if not await app.push_screen_wait(question):
        return
    try:
        why_not = await door.keep_in_keyring()
    except KaraError as problem:
        why_not = str(problem)
    if why_not:
        app.notify(safe_text(why_not), title="The keyring is not used", markup=False)
