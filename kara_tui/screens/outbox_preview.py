"""A message as its reader will see it."""

from textual.content import Content

from kara_tui.domain.outbox import MessageState, OutboxMessage, Sender
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.outbox_words import (
    countdown,
    is_held,
    kind_in_words,
    state_in_words,
    when_in_words,
)


def preview(message: OutboxMessage, sender: Sender, desk: Desk) -> Content:
    """Return the whole message, with what became of it, as plain text."""
    lines = [
        Content.styled(safe_text(message.subject), "bold"),
        _line("From", _from(sender)),
        _line("To", f"{message.to.name} <{message.to.email}>"),
        _line("Kind", kind_in_words(message.kind)),
        _line("State", _state(message, desk)),
    ]
    if message.problem:
        lines.append(_line("Problem", message.problem, "bold"))
    return Content("\n").join([*lines, Content(""), Content(safe_text(message.body, lines=True))])


def _line(label: str, text: str, style: str = "") -> Content:
    return Content.styled(f"{label:<8}", "dim") + Content.styled(safe_text(text), style)


def _from(sender: Sender) -> str:
    if not sender.address:
        return "the address of the mail program that sends it"
    return f"{sender.name} <{sender.address}>" if sender.name else sender.address


def _state(message: OutboxMessage, desk: Desk) -> str:
    word = state_in_words(message.state).text
    reason = desk.why_not_sent()
    if is_held(message, desk):
        left = countdown(message.not_before - desk.clock())
        if message.attempts:
            return f"{word}: tried {_times(message.attempts)}, again in {left}"
        after = "may be withdrawn at any time" if reason else "then it leaves"
        return f"{word}: held for {left}, {after}"
    if message.state is MessageState.WAITING:
        return f"{word}: {'kept here' if reason else 'leaves in a moment'}"
    if message.state is MessageState.FAILED:
        return f"{word} after {_times(message.attempts)}"
    if message.state is MessageState.SENT:
        return f"{word} {when_in_words(message, desk)}"
    return word


def _times(attempts: int) -> str:
    return "one attempt" if attempts == 1 else f"{attempts} attempts"
