"""The services that the professional offers, with the way to change them."""

import asyncio
from collections.abc import Iterable
from typing import cast

from textual import on
from textual.content import Content

from kara_tui.commands import practice as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.details import Interaction
from kara_tui.domain.history import Entity
from kara_tui.domain.service import Service
from kara_tui.domain.text import safe_text
from kara_tui.operations.offered_services import ListServices, OfferServiceAgain, RetireService
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import MoveWanted
from kara_tui.screens.money_words import amount_words, locale_of
from kara_tui.screens.practice_list import PracticeList
from kara_tui.screens.service_dialog import change_service_dialog, new_service_dialog
from kara_tui.widgets.entry_list import Entry
from kara_tui.widgets.veil import public

_SEALED = "(sealed)"
_METHODS = {
    Interaction.ON_SITE: "on site",
    Interaction.REMOTE: "remote",
    Interaction.UNDECIDED: "on site or remote",
}


class ServicesScreen(PracticeList):
    """Lists services as they were added; those that are no longer offered stand below."""

    TITLE = "Services"
    EMPTY = "No service yet. a adds one: what it is called, how long it takes, what it costs."
    SHOWS = (Entity.SERVICE,)
    OFFERS = (
        commands.AddService,
        commands.ChangeService,
        commands.RetireService,
        commands.OfferServiceAgain,
        commands.Back,
    )
    BINDINGS = bindings(*OFFERS)

    services: tuple[Service, ...] = ()
    """What was read, in the order in which it is shown."""

    async def ask(self) -> tuple[Service, ...]:
        """Read the services, those that are no longer offered as well."""
        # How amounts are written is read from a file: not while the screen waits.
        await asyncio.to_thread(locale_of, self.desk)
        return await self.desk.backend(ListServices(retired=True))

    def show(self, answer: object) -> None:
        """Show the services."""
        found = cast("tuple[Service, ...]", answer)
        self.services = tuple(sorted(found, key=lambda one: not one.is_offered))
        self.entries.put(list(_entries(self.services, self.desk)), empty=self.EMPTY)

    @property
    def service(self) -> Service | None:
        """The service under the cursor."""
        place = self.entries.cursor
        return self.services[place] if place < len(self.services) else None

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense for the service under the cursor."""
        if command is commands.AddService:
            return True
        service = self.service if self.is_mounted else None
        if command is commands.ChangeService:
            return service is not None and not isinstance(service.details, bytes)
        if command is commands.RetireService:
            return service is not None and service.is_offered
        if command is commands.OfferServiceAgain:
            return service is not None and not service.is_offered
        return super().is_possible(command)

    async def give(self, command: Command) -> None:
        """Open a form before the next key is looked at: it may belong there already."""
        if isinstance(command, commands.AddService):
            self.ask_for(new_service_dialog(self.desk))
        elif isinstance(command, commands.ChangeService):
            self.change()
        else:
            await super().give(command)

    def change(self) -> None:
        """Open the form over the service under the cursor."""
        if self.service is not None and not isinstance(self.service.details, bytes):
            self.ask_for(change_service_dialog(self.desk, self.service))

    @on(commands.RetireService)
    def retire(self) -> None:
        """Offer the service under the cursor no longer."""
        if (one := self.service) is not None:
            wish = RetireService(service_id=one.id, version=one.version)
            self.post_message(MoveWanted(wish, _name(one)))

    @on(commands.OfferServiceAgain)
    def offer_again(self) -> None:
        """Offer the service under the cursor again."""
        if (one := self.service) is not None:
            wish = OfferServiceAgain(service_id=one.id, version=one.version)
            self.post_message(MoveWanted(wish, _name(one)))


def _entries(services: Iterable[Service], desk: Desk) -> Iterable[Entry]:
    is_first_retired = True
    for one in services:
        above = ""
        if not one.is_offered and is_first_retired:
            above, is_first_retired = "No longer offered", False
        yield Entry(one.id, Content(safe_text(_name(one))), (_facts(one, desk),), above)


def _facts(service: Service, desk: Desk) -> Content:
    price = amount_words(service.price, desk) if service.price else "costs nothing"
    words = f"{service.minutes} minutes · {price} · {_METHODS[service.interaction]}"
    return public(Content(safe_text(words)))


def _name(service: Service) -> str:
    return _SEALED if isinstance(service.details, bytes) else service.details.name
