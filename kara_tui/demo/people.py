"""People who do not exist, one after the other, as many as anybody asks for."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from kara_tui.demo.kennitalas import Kennitalas
from kara_tui.demo.names import Culture, Part, cultures, section
from kara_tui.domain.details import ClientDetails, Gender, Interaction

T = TypeVar("T")

UNUSUAL_EVERY = 13
"""At every such place stands one of the unusual names, until each was there once."""

_DOMAINS = ("example.org", "example.com", "example.net")
_METHODS = (Interaction.ON_SITE, Interaction.ON_SITE, Interaction.REMOTE, Interaction.UNDECIDED)
_ABROAD = {
    "en": ("GB", "Europe/London", "+44 7700 900{:03}", 1000),
    "fr": ("FR", "Europe/Paris", "+33 6 39 98 {:04}", 10000),
    "sv": ("SE", "Europe/Stockholm", "+46 8 465 004 {:02}", 100),
}
"""Where some live: country, time zone, a range of numbers that is kept for films, its size."""


def people(seed: int, today: date) -> Iterator[ClientDetails]:
    """Return made-up people without end: the same ones for the same seed and day.

    Names occur about as often as in life, e-mail addresses and kennitalas only once.
    """
    maker = _Maker(random.Random(seed), today)
    unusual = iter(section("unusual", "names"))
    number = 0
    while True:
        number += 1
        name = next(unusual, "") if number % UNUSUAL_EVERY == 0 else ""
        person = maker.person(number)
        yield _renamed(person, name, number) if name else person


class _Maker:
    """Draws one person after the other."""

    def __init__(self, luck: random.Random, today: date) -> None:
        self._random = luck.random
        self._today = today
        self._kennitalas = Kennitalas()
        self._cultures = _hundred(cultures())
        self._postal_codes = section("is", "postal codes")
        self._streets = section("is", "streets")
        self._reasons = section("en", "reasons")
        self._notes = section("en", "professional")

    def person(self, number: int) -> ClientDetails:
        """Return the person of that number."""
        luck = self._random
        culture = self._cultures[int(luck() * 100)]
        gender, first, last = self._name(culture)
        born = self._born()
        kennitala = ""
        if culture.code == "is" and born is not None and luck() < 0.85:
            kennitala = self._kennitalas.next(born)
        if culture.streets and culture.code in _ABROAD and luck() < 0.5:
            place = self._abroad(culture)
        else:
            place = self._at_home()
        return ClientDetails(
            name=_joined(culture, first, last),
            administrative_gender=gender,
            gender_identity="kynsegin" if gender is Gender.OTHER else "",
            contact_email="" if luck() < 0.06 else self._email(first, last, number),
            birth_date=born,
            national_id=kennitala,
            national_id_system="IS" if kennitala else "",
            reason_for_booking=self._reason(culture),
            reason_by_professional=self._one(self._notes) if luck() < 0.25 else "",
            interaction_preference=_METHODS[int(luck() * 4)],
            language=culture.code,
            **place,
        )

    def _name(self, culture: Culture) -> tuple[Gender, Part, Part]:
        draw = self._random()
        if draw < 0.6:
            return Gender.FEMALE, self._one(culture.women), self._one(culture.mothers)
        if draw < 0.975:
            return Gender.MALE, self._one(culture.men), self._one(culture.fathers)
        firsts = culture.women if draw < 0.987 else culture.men
        return Gender.OTHER, self._one(firsts), self._one(culture.neutral)

    def _born(self) -> date | None:
        luck = self._random
        if luck() < 0.03:
            return None
        # Most are between 20 and 50, and hardly anybody is above 80.
        years = 17 + 68 * luck() * (0.35 + 0.65 * luck())
        return self._today - timedelta(days=int(years * 365.25))

    def _email(self, first: Part, last: Part, number: int) -> str:
        local = f"{first.slug}.{last.slug}" if first.slug and last.slug else "post"
        return f"{local}{number}@{_DOMAINS[number % 3]}"

    def _reason(self, culture: Culture) -> str:
        draw = self._random()
        if draw < 0.35:
            return ""
        return self._one(culture.reasons if draw < 0.75 and culture.reasons else self._reasons)

    def _at_home(self) -> dict[str, str]:
        luck = self._random
        place = {"country_code": "IS"}
        if luck() < 0.92:
            digits = int(luck() * 10000)
            place["phone"] = f"+354555{digits:04}"
            place["phone_typed"] = f"555 {digits:04}"
        if luck() < 0.8:
            place["address_line"] = f"{self._one(self._streets)} {1 + int(luck() * 80)}"
            place["postal_code"] = self._one(self._postal_codes)
        return place

    def _abroad(self, culture: Culture) -> dict[str, str]:
        country, zone, numbers, size = _ABROAD[culture.code]
        typed = numbers.format(int(self._random() * size))
        return {
            "country_code": country,
            "time_zone": zone,
            "phone_typed": typed,
            "phone": typed.replace(" ", ""),
            "address_line": f"{1 + int(self._random() * 80)} {self._one(culture.streets)}",
        }

    def _one(self, choices: tuple[T, ...]) -> T:
        return choices[int(self._random() * len(choices))]


def _renamed(person: ClientDetails, name: str, number: int) -> ClientDetails:
    return replace(
        person,
        name=name,
        administrative_gender=Gender.UNKNOWN,
        gender_identity="",
        contact_email=f"post{number}@example.org",
    )


def _joined(culture: Culture, first: Part, last: Part) -> str:
    if culture.family_first:
        return f"{last.text}{culture.joint}{first.text}"
    return f"{first.text} {last.text}"


def _hundred(known: tuple[Culture, ...]) -> list[Culture]:
    """Return a hundred places, each culture as often as it weighs."""
    return [one for one in known for _ in range(one.weight)]
