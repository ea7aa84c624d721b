"""Identifiers: UUID version 7, made where the record is made."""

import os
import time
from typing import NewType
from uuid import UUID

ClientId = NewType("ClientId", UUID)
ProfessionalId = NewType("ProfessionalId", UUID)
AccountId = NewType("AccountId", UUID)
MessageId = NewType("MessageId", UUID)
ServiceId = NewType("ServiceId", UUID)
SessionId = NewType("SessionId", UUID)
SeriesId = NewType("SeriesId", UUID)
NoteId = NewType("NoteId", UUID)
ChargeId = NewType("ChargeId", UUID)
PaymentId = NewType("PaymentId", UUID)
CreditId = NewType("CreditId", UUID)
IntentId = NewType("IntentId", UUID)
"""One thing that somebody meant to do once: the same id again is a retry, not a second wish."""


def uuid7(milliseconds: int | None = None) -> UUID:
    """Return a new UUIDv7 (RFC 9562, section 5.7): ordered by time, random otherwise.

    Args:
        milliseconds: Unix time to put in front; now when absent.
    """
    stamp = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    noise = int.from_bytes(os.urandom(10))
    value = (stamp & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | (noise >> 68) << 64
    return UUID(int=value | 0b10 << 62 | noise & 0x3FFF_FFFF_FFFF_FFFF)


def new_client_id() -> ClientId:
    """Return an id for a client that is about to be added."""
    return ClientId(uuid7())


def new_intent_id() -> IntentId:
    """Return an id for one wish to change something."""
    return IntentId(uuid7())
