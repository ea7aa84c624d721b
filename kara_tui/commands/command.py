"""One thing a user can do: declared once, seen as key, footer, palette entry, help and docs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast, runtime_checkable

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

if TYPE_CHECKING:
    _Node = DOMNode
else:
    # Styles come down from the first base that is a node: that must be the screen or widget.
    _Node = object


class Command(Message):
    """A wish of the user's. Its docstring is its help; who offers it handles it."""

    key: ClassVar[str] = ""
    """Keys in Textual's notation, separated by commas; empty for the palette alone."""
    label: ClassVar[str]
    """Two words at most: footer, palette and help show them."""
    in_footer: ClassVar[bool] = True
    at_once: ClassVar[bool] = False
    """Whether it is carried out before the next key is looked at.

    For commands that move the keyboard elsewhere: what is typed right behind them belongs there.
    One whose key writes a character must not be possible while a text is being typed.
    """

    def __init_subclass__(cls, **options: Any) -> None:
        """Let every command bubble up to whoever handles it."""
        options.setdefault("bubble", True)
        super().__init_subclass__(**options)

    @classmethod
    def id(cls) -> str:
        """Return the name under which its key can be changed, such as `clients.accept`."""
        area = cls.__module__.rpartition(".")[2]
        words = "".join(f"_{mark}" if mark.isupper() else mark for mark in cls.__name__)
        return f"{area}.{words.strip('_').lower()}"

    @classmethod
    def help(cls) -> str:
        """Return one sentence that says what it does."""
        return (cls.__doc__ or "").strip().splitlines()[0]

    @classmethod
    def binding(cls) -> Binding:
        """Return the key binding."""
        return Binding(
            cls.key,
            f"command('{cls.id()}')",
            cls.label,
            show=cls.in_footer,
            priority=cls.at_once,
            tooltip=cls.help(),
            id=cls.id(),
        )


class Answered(Message, bubble=True):
    """Goes the way of a command right behind it: when it arrives, the command was handled."""


@runtime_checkable
class HoldsKeys(Protocol):
    """A program that holds keys back while a command is under way."""

    def hold_keys(self, longest: float = ...) -> None:
        """Let keys wait until `Answered` has come, or so many seconds have passed."""
        ...

    def drop_keys(self) -> None:
        """Forget the keys that wait: what they were typed for is not there."""
        ...


def bindings(*commands: type[Command]) -> list[BindingType]:
    """Return the key bindings of the commands that have a key."""
    return [one.binding() for one in commands if one.key]


class Offering(_Node):
    """Something on the screen that offers commands. It lists them in `OFFERS` and `BINDINGS`."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = ()

    def is_possible(self, _command: type[Command]) -> bool | None:
        """Tell whether a command makes sense now: None shows it dim, False hides it."""
        return True

    async def give(self, command: Command) -> None:
        """Carry out a command; here, by telling whoever handles it."""
        cast("Widget", self).post_message(command)

    async def action_command(self, command_id: str) -> None:
        """Carry out one of the offered commands."""
        for one in self.OFFERS:
            if one.id() == command_id and self.is_possible(one):
                node = cast("Widget", self)
                if isinstance(node.app, HoldsKeys):
                    node.app.hold_keys()
                await self.give(one())
                node.post_message(Answered())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell Textual which keys are live (see `is_possible`)."""
        if action == "command":
            for one in self.OFFERS:
                if one.id() in parameters:
                    return self.is_possible(one)
        return super().check_action(action, parameters)

    def on_worker_state_changed(self, changed: Worker.StateChanged) -> None:
        """Let the program know of work that broke: only the node that began it hears of it."""
        if changed.state is WorkerState.ERROR and self.app is not cast("object", self):
            self.app.post_message(changed)


def is_typing(node: DOMNode) -> bool:
    """Tell whether the keyboard writes text at the moment."""
    screen = cast("Widget", node).screen if node.is_attached else None
    return bool(screen and screen.focused and screen.focused.check_consume_key("a", "a"))


def offered(screen: Screen[Any]) -> Iterable[tuple["Offering", type[Command]]]:
    """Return what can be done now, the nearest first: from the focus out to the program."""
    start: DOMNode = screen.focused or screen
    for node in start.ancestors_with_self:
        if isinstance(node, Offering):
            for command in node.OFFERS:
                if node.is_possible(command):
                    yield node, command
