"""What a declaration says: what is asked, what comes back, who may ask, and where over HTTP."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar, get_args, get_type_hints

from kara_tui.domain.history import Role
from kara_tui.domain.ids import ClientId, IntentId, new_intent_id

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

PROFESSIONAL = frozenset({Role.PROFESSIONAL})
CLIENT = frozenset({Role.CLIENT})
SYSTEM = frozenset({Role.SYSTEM})


@dataclass(frozen=True)
class Route:
    """Where an operation lives over HTTP, and who may ask for it."""

    method: str
    path: str
    allowed: frozenset[Role]


class Operation(Generic[T_co]):
    """A question or a wish; `T_co` is what comes back."""

    route: ClassVar[Route]
    past: ClassVar[str] = ""
    """What was done, as a toast says it: “Request accepted”."""
    undoable: ClassVar[bool] = False
    """Whether it can be taken back for as long as nothing has left the machine."""
    opens: ClassVar[tuple[str, ...]] = ()
    """Parts of a client's record that the answer shows: the access log names them."""
    shreds: ClassVar[bool] = False
    """Whether what it takes away has to be gone from the store's files as well."""

    def shows(self, answer: Any) -> Collection[ClientId]:
        """Return the clients whose records an answer shows `opens` of: the one that was asked for.

        Args:
            answer: What came back; a question about many clients looks in there.
        """
        del answer
        return (vars(self)["client_id"],)


@dataclass(frozen=True, kw_only=True)
class ChangeOperation(Operation[T_co]):
    """A wish that changes something, once, however often it is repeated."""

    intent: IntentId = field(default_factory=new_intent_id)
    """Names this wish: for retries, for history, and for taking it back."""


def changes_something(kind: type[Operation[Any]]) -> bool:
    """Tell whether operations of this kind write."""
    return issubclass(kind, ChangeOperation)


def result_type(kind: type[Operation[T]]) -> Any:
    """Return the declared type of what comes back."""
    for base in getattr(kind, "__orig_bases__", ()):
        for argument in get_args(base):
            if not isinstance(argument, TypeVar):
                return argument
    raise TypeError(f"{kind.__name__} does not say what comes back")


def field_types(kind: type[Operation[Any]]) -> dict[str, Any]:
    """Return the type of each of the operation's fields, by name."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in getattr(kind, "__dataclass_fields__", {})}


def command_name(kind: type[Operation[Any]]) -> str:
    """Return the name on the command line: `AcceptRequest` is `accept-request`."""
    words = "".join(f" {mark}" if mark.isupper() else mark for mark in kind.__name__).split()
    return "-".join(words).lower()
