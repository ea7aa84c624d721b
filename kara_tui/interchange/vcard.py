"""vCard 2.1, 3.0 and 4.0: address books of phones and mail programs."""

from collections.abc import Callable, Iterable, Iterator

from kara_tui.domain.details import ClientDetails, Gender, Interaction
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.importing import ClientDraft, Problem
from kara_tui.interchange.drafting import NO_COUNTRY, Found, draft
from kara_tui.interchange.encoding import decode
from kara_tui.interchange.records import Progress, file_problem
from kara_tui.interchange.vcard_lines import Card, Property, cards, properties

_SEXES = {"M": Gender.MALE, "F": Gender.FEMALE, "O": Gender.OTHER, "N": Gender.OTHER}
_LETTERS = {Gender.MALE: "M", Gender.FEMALE: "F", Gender.OTHER: "O", Gender.UNKNOWN: ""}
_NO_PHONE = frozenset({"fax", "pager", "modem", "bbs", "textphone"})
_PHONES = ("cell", "mobile", "iphone", "pref", "home")
_MAILS = ("pref", "home")
_ADDRESSES = ("home", "pref")
_NO_PERSON = frozenset({"org", "group", "location", "application", "device"})
_NAME_ORDER = (1, 2, 0, 4)
"""Given, additional, family, suffix among the components of N; the prefix is no name."""
_OWN = {
    "X-KARA-PHONE-TYPED": "phone_typed",
    "X-KARA-NATIONAL-ID": "national_id",
    "X-KARA-NATIONAL-ID-COUNTRY": "national_id_system",
    "X-KARA-REASON-FOR-BOOKING": "reason_for_booking",
    "X-KARA-REASON-BY-PROFESSIONAL": "reason_by_professional",
    "X-KARA-PREFERRED-METHOD": "interaction_preference",
}
_MOST_OCTETS = 75


def records(data: bytes, context: Context, progress: Progress) -> Iterator[ClientDraft | Problem]:
    """Yield the people of an address book; `progress` counts characters."""
    text = decode(data).text
    progress.total = len(text)
    card = None
    for card in cards(text):
        progress.done = card.end
        yield _person(card, context)
    progress.done = progress.total
    if card is None:
        yield file_problem("There is no card in it: no line says BEGIN:VCARD.")


def write(people: Iterable[ClientDetails]) -> bytes:
    """Return an address book (vCard 4.0) that `records` reads back unchanged."""
    return "".join(_card(person) for person in people).encode()


def _person(card: Card, context: Context) -> ClientDraft | Problem:
    place = f"card {card.number}"
    by_name: dict[str, list[Property]] = {}
    found = Found()
    for one in properties(card):
        if isinstance(one, str):
            name = one.partition(":")[0].partition(";")[0].upper()
            if name in _TOLD:
                found.warnings.append(f"{_TOLD[name]} could not be read and was left out.")
        else:
            by_name.setdefault(one.name, []).append(one)
    if _is_no_person(by_name):
        return Problem(place=place, reason="This card is of an organisation or a group.")
    for name, fill in _FILLERS.items():
        if name in by_name:
            fill(found, by_name[name])
    _take_name(found, by_name)
    if not card.complete:
        found.warnings.append("The card has no end mark; it was read as far as it goes.")
    return draft(place, found, context)


def _is_no_person(by_name: dict[str, list[Property]]) -> bool:
    told = [
        *by_name.get("KIND", ()),
        *by_name.get("X-ADDRESSBOOKSERVER-KIND", ()),
    ]
    company = any(one.text.casefold() == "company" for one in by_name.get("X-ABSHOWAS", ()))
    return company or any(one.text.strip().casefold() in _NO_PERSON for one in told)


def _take_name(found: Found, by_name: dict[str, list[Property]]) -> None:
    structured = by_name["N"][0].parts if "N" in by_name else []
    prefix = structured[3].strip() if len(structured) > 3 else ""
    for one in _ordered(by_name.get("FN", []), ("pref",)):
        text = one.text.strip()
        if prefix and text.startswith(prefix + " "):
            text = text[len(prefix) :]
        if text:
            found.values["name"] = text
            return
    parts = (structured[place] for place in _NAME_ORDER if place < len(structured))
    name = " ".join(filter(None, (part.replace(", ", " ").strip() for part in parts)))
    nickname = by_name["NICKNAME"][0].text if "NICKNAME" in by_name else ""
    found.add("name", name or nickname)


def _ordered(given: list[Property], wanted: tuple[str, ...]) -> list[Property]:
    def rank(one: Property) -> int:
        return next((at for at, kind in enumerate(wanted) if kind in one.kinds), len(wanted))

    return sorted(given, key=rank)


def _take_phones(found: Found, given: list[Property]) -> None:
    phones = [one for one in given if not one.kinds & _NO_PHONE]
    for one in _ordered(phones, _PHONES):
        found.add("phone", one.text.removeprefix("tel:"))


def _take_mails(found: Found, given: list[Property]) -> None:
    for one in _ordered(given, _MAILS):
        found.add("contact_email", one.text.removeprefix("mailto:"))


def _take_address(found: Found, given: list[Property]) -> None:
    chosen, *others = _ordered(given, _ADDRESSES)
    parts = [", ".join(filter(None, part.splitlines())) for part in chosen.parts] + [""] * 7
    box, extended, street, city, region, code, country = parts[:7]
    found.add("address_line", ", ".join(filter(None, (box, extended, street))))
    found.add("city", city)
    found.add("state", region)
    found.add("postal_code", code)
    found.add("country_code", country)
    if others:
        found.warnings.append(f"Only the first address was taken; {len(others)} more left out.")


def _take_gender(found: Found, given: list[Property]) -> None:
    letter, _, words = given[0].value.partition(";")
    found.add("administrative_gender", _SEXES.get(letter.strip().upper(), Gender.UNKNOWN).value)
    found.add("gender_identity", Property("GENDER", words).text)


def _take_time_zone(found: Found, given: list[Property]) -> None:
    # Older cards hold an offset such as -05:00, which is no zone.
    if given[0].text[:1].isalpha():
        found.add("time_zone", given[0].text)


def _take_note(found: Found, _given: list[Property]) -> None:
    found.warnings.append("The note on the card was left out.")


def _taking(name: str) -> Callable[[Found, list[Property]], None]:
    def take(found: Found, given: list[Property]) -> None:
        found.add(name, given[0].text)

    return take


_FILLERS: dict[str, Callable[[Found, list[Property]], None]] = {
    "TEL": _take_phones,
    "EMAIL": _take_mails,
    "ADR": _take_address,
    "GENDER": _take_gender,
    "X-GENDER": _taking("gender"),
    "BDAY": _taking("birth_date"),
    "DEATHDATE": _taking("deceased"),
    "LANG": _taking("language"),
    "TZ": _take_time_zone,
    "NOTE": _take_note,
} | {name: _taking(field) for name, field in _OWN.items()}
_TOLD = {"TEL": "A phone number", "EMAIL": "An e-mail address", "ADR": "An address",
         "BDAY": "The date of birth", "FN": "A name", "N": "A name"}  # fmt: skip


def _card(person: ClientDetails) -> str:
    gender = _LETTERS[person.administrative_gender]
    if person.gender_identity:
        gender += f";{_escaped(person.gender_identity)}"
    address = (person.address_line, "", "", person.postal_code, person.country_code)
    born = person.birth_date.strftime("%Y%m%d") if person.birth_date else ""
    method = person.interaction_preference
    own = {
        "interaction_preference": "" if method is Interaction.UNDECIDED else method.value,
        "national_id_system": (person.national_id_system or NO_COUNTRY) * bool(person.national_id),
    }
    pairs = [
        ("FN", _escaped(person.name)),
        ("N", f";{_escaped(person.name)};;;"),
        ("GENDER", gender),
        ("EMAIL", _escaped(person.contact_email)),
        ("TEL", _escaped(person.phone)),
        ("BDAY", born),
        ("ADR", ";;" + ";".join(map(_escaped, address)) if any(address) else ""),
        ("LANG", _escaped(person.language)),
        ("TZ", _escaped(person.time_zone)),
    ]
    for name, field in _OWN.items():
        value = own.get(field, getattr(person, field))
        pairs.append((name, _escaped(value)))
    body = "".join(_folded(f"{name}:{value}") for name, value in pairs if value)
    return f"BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\n{body}END:VCARD\r\n"


def _escaped(text: str) -> str:
    backslashed = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return backslashed.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, none of which cuts a letter in two."""
    pieces, piece, room = [], "", _MOST_OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", _MOST_OCTETS - 1
        piece += letter
        room -= size
    return "\r\n ".join([*pieces, piece]) + "\r\n"
