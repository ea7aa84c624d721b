"""Money: a whole number of the currency's smallest unit, and never a float."""

from dataclasses import dataclass

_NO_DECIMALS = {"ISK", "JPY", "KRW", "CLP", "VND"}
"""Currencies without a smaller unit in use (ISO 4217, exponent 0)."""


@dataclass(frozen=True, kw_only=True)
class Money:
    """An amount with its currency."""

    minor: int
    """In the smallest unit: 18500 is 18.500 kr. in ISK and 185.00 in EUR."""
    currency: str
    """ISO 4217 code."""

    @property
    def shown(self) -> str:
        """The amount as people write it: 18.500 kr., 1,250.00 EUR."""
        if self.currency == "ISK":
            return f"{self.minor:,}".replace(",", ".") + " kr."
        if self.currency in _NO_DECIMALS:
            return f"{self.minor:,} {self.currency}"
        whole, rest = divmod(abs(self.minor), 100)
        sign = "-" if self.minor < 0 else ""
        return f"{sign}{whole:,}.{rest:02} {self.currency}"
