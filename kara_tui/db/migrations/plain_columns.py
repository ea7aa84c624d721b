"""Columns as revision 0004 made them; a later revision that needs others makes its own."""

import sqlalchemy as sa

from kara_tui.db.types import Moment


def text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """Return a column for words."""
    return sa.Column(name, sa.Text(), nullable=nullable)


def integer(name: str) -> sa.Column[object]:
    """Return a column for a whole number."""
    return sa.Column(name, sa.Integer(), nullable=False)


def flag(name: str) -> sa.Column[object]:
    """Return a column for yes or no."""
    return sa.Column(name, sa.Boolean(), nullable=False)


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """Return a column for a point in time."""
    return sa.Column(name, Moment(), nullable=nullable)


def private(name: str) -> sa.Column[object]:
    """Return a column for a private part, or for what is kept as JSON."""
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def money_columns(name: str, *, nullable: bool) -> tuple[sa.Column[object], ...]:
    """Return the two columns of an amount."""
    return (
        sa.Column(f"{name}_minor", sa.BigInteger(), nullable=nullable),
        sa.Column(f"{name}_currency", sa.Text(), nullable=nullable),
    )
