"""Which column of a table holds which field, told from its header line."""

from collections.abc import Sequence
from functools import lru_cache

from kara_tui.domain.client_fields import client_fields
from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import fold
from kara_tui.interchange.drafting import PARTS

NAME_FIELDS = frozenset({"name", "given_name", "family_name"})

# Compared without case, accents, blanks and punctuation. English first, as in the exports of
# practice programs; then Icelandic, and the languages of the neighbours.
_ALIASES = {
    "name": "name, full name, client, client name, patient name, display name, customer name,"
    " nafn, fullt nafn, skjólstæðingur, navn, namn, fullständigt namn",
    "given_name": "first name, first, firstname, first names, given name, given, given names,"
    " legal first name, forename, fornafn, eiginnafn, vorname, fornavn, förnamn, imię",
    "middle_name": "middle name, middle, middle names, legal middle name, millinafn, mellemnavn",
    "family_name": "last name, last, lastname, surname, family name, family, legal last name,"
    " eftirnafn, kenninafn, nachname, efternavn, etternavn, efternamn, nazwisko",
    "gender": "gender, sex, administrative gender, gender identity, legal sex, birth sex,"
    " kyn, geschlecht, kjønn, køn, kön",
    "gender_identity": "gender in own words, gender identity text",
    "contact_email": "e-mail, email, mail, email address, e-mail address, contact email,"
    " primary email, email 1, e-mail 1 value, client email, netfang, tölvupóstur,"
    " tölvupóstfang, e-post, e-postadresse",
    "phone": "mobile, mobile phone, mobile number, cell, cell phone, cellphone, phone,"
    " phone number, phone 1, phone 1 value, primary phone, primary phone number, telephone,"
    " tel, client phone, contact number, home phone, home phone number, work phone,"
    " sími, símanúmer, farsími, gsm, heimasími, telefon, handy, mobil, mobiltelefon",
    "birth_date": "dob, date of birth, birth date, birthdate, birthday, born, d.o.b., birth day,"
    " fæðingardagur, fæðingardagsetning, fædd, fæddur, geburtsdatum, fødselsdato, födelsedatum,"
    " data urodzenia",
    "national_id": "ssn, social security number, national id, national id number, national"
    " identity number, personal id, kennitala, kt, kt., fødselsnummer, personnummer, cpr",
    "national_id_system": "country of the national id, national id system",
    "address_line": "address, address 1, address line 1, address line, street, street address,"
    " street 1, home address, heimilisfang, heimili, gata, strasse, straße, adresse, adress",
    "address_line_2": "address 2, address line 2, street 2, apartment, apt, suite",
    "address_line_3": "address 3, address line 3, street 3",
    "city": "city, town, suburb, locality, staður, bær, sveitarfélag, póststöð, ort, by, sted",
    "state": "state, province, region, county, state province",
    "postal_code": "zip, zip code, zipcode, postal, postal code, postcode, post code,"
    " póstnúmer, pnr, plz, postleitzahl, postnummer",
    "country_code": "country, country code, land, ríki, nation",
    "language": "language, preferred language, primary language, spoken language, tungumál, mál,"
    " sprache, språk, sprog",
    "time_zone": "time zone, timezone, tímabelti",
    "interaction_preference": "preferred method, preferred appointment method, appointment type"
    " preference, interaction preference, viðtalsform",
    "reason_for_booking": "reason for booking, booking reason, presenting problem, presenting"
    " issue, reason for referral, reason for visit, ástæða, ástæða bókunar, tilefni",
    "reason_by_professional": "reason for booking, in your words; reason by professional",
    "phone_typed": "phone as typed",
    "deceased": "death date, deathdate, date of death, deceased, dánardagur, dánardægur",
}
_PREFERRED_PHONE = ("mobile", "cell", "gsm", "farsim", "handy", "mobil", "primary")


def column_fields() -> dict[str, str]:
    """Return every field that a column may hold, with the words for it."""
    return {one.name: one.label for one in client_fields()} | PARTS


def recognise(header: Sequence[str]) -> tuple[str, ...]:
    """Return the field of each column, told by its heading; empty for a column left out."""
    found = [_field_of(heading) for heading in header]
    own_gender = any(name == "gender" and "ident" not in _key(h) for h, name in _pairs(header))
    for place, name in enumerate(found):
        # `gender_identity` is the only gender in some programs, and the client's own words in
        # others, which have a column for the administrative one as well.
        if name == "gender" and own_gender and "ident" in _key(header[place]):
            found[place] = "gender_identity"
    return tuple(found)


def checked(columns: Sequence[str]) -> tuple[str, ...]:
    """Return a mapping made by hand, once every name in it is known.

    Raises:
        Invalid: When a name is that of no field.
    """
    for name in columns:
        if name and name not in column_fields():
            known = ", ".join(column_fields())
            raise Invalid("columns", f"“{name[:40]}” is no field.", f"Fields are: {known}.")
    return tuple(columns)


def signature(header: Sequence[str]) -> str:
    """Return what a layout is remembered by: its headings, folded."""
    return "|".join(_key(heading) for heading in header)


def by_preference(columns: Sequence[str], header: Sequence[str]) -> tuple[int, ...]:
    """Return the columns in the order in which they fill fields: a mobile phone comes first."""

    def rank(place: int) -> tuple[bool, int]:
        heading = _key(header[place]) if place < len(header) else ""
        mobile = any(word in heading for word in _PREFERRED_PHONE)
        return columns[place] == "phone" and not mobile, place

    return tuple(sorted((place for place, name in enumerate(columns) if name), key=rank))


def _pairs(header: Sequence[str]) -> list[tuple[str, str]]:
    return [(heading, _field_of(heading)) for heading in header]


def _field_of(heading: str) -> str:
    return _fields_by_alias().get(_key(heading), "")


def _key(heading: str) -> str:
    return "".join(filter(str.isalnum, fold(heading[:100])))


@lru_cache(maxsize=1)
def _fields_by_alias() -> dict[str, str]:
    known = {_key(name): name for name in column_fields()}
    for one in client_fields():
        known.setdefault(_key(one.label), one.name)
    for name, aliases in _ALIASES.items():
        for alias in aliases.split(";" if ";" in aliases else ","):
            known[_key(alias)] = name
    return known
