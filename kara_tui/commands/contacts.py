"""Commands on a client's contacts."""

from kara_tui.commands.command import Command


class AddContact(Command):
    """Add somebody who is important to this client."""

    key = "a"
    label = "Add"
    at_once = True


class ChangeContact(Command):
    """Change what is known about this contact."""

    key = "enter"
    label = "Change"
    at_once = True


class CopyPhone(Command):
    """Copy the contact's phone number, to call it from elsewhere."""

    key = "p"
    label = "Copy phone"


class CopyEmail(Command):
    """Copy the contact's e-mail address."""

    key = "m"
    label = "Copy e-mail"


class MoveUp(Command):
    """Move this contact up in the list."""

    key = "K"
    label = "Up"
    in_footer = False


class MoveDown(Command):
    """Move this contact down in the list."""

    key = "J"
    label = "Down"
    in_footer = False


class RemoveContact(Command):
    """Take this contact off the list; history keeps it."""

    key = "x,delete"
    label = "Remove"
