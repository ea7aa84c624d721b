"""Money: a whole number of the currency's smallest unit, and never a float."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kara_tui.domain.errors import Invalid

_WITHOUT = (
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
    "VUV", "XAF", "XOF", "XPF",
)  # fmt: skip
_THOUSANDTHS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
_DECIMALS = dict.fromkeys(_WITHOUT, 0) | dict.fromkeys(_THOUSANDTHS, 3)
"""Currencies whose smallest unit is not a hundredth (ISO 4217)."""

MOST = 10**12
"""No fee has more of the smallest unit."""


def decimals(currency: str) -> int:
    """Return how many decimals amounts of a currency have (ISO 4217)."""
    return _DECIMALS.get(currency, 2)


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
        places = decimals(self.currency)
        if not places:
            return f"{self.minor:,} {self.currency}"
        whole, rest = divmod(abs(self.minor), 10**places)
        sign = "-" if self.minor < 0 else ""
        return f"{sign}{whole:,}.{rest:0{places}} {self.currency}"

    @property
    def plain(self) -> str:
        """The amount for programs, without its currency: 18500, 1250.00."""
        places = decimals(self.currency)
        if not places:
            return str(self.minor)
        whole, rest = divmod(abs(self.minor), 10**places)
        return f"{'-' if self.minor < 0 else ''}{whole}.{rest:0{places}}"


def sums(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """Return what amounts come to: one sum for each currency, by its code; zeros are left out."""
    totals: Counter[str] = Counter()
    for one in amounts:
        totals[one.currency] += one.minor
    return tuple(
        Money(minor=minor, currency=currency) for currency, minor in sorted(totals.items()) if minor
    )


def require_payable(amount: Money) -> None:
    """Refuse what nobody can be asked to pay.

    Raises:
        Invalid: When the amount is not above zero, too large, or in no currency.
    """
    code = amount.currency
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise Invalid("amount", "A currency has three capital letters, such as ISK or EUR.")
    if amount.minor <= 0:
        raise Invalid("amount", "An amount to be paid is above zero.")
    if amount.minor > MOST:
        raise Invalid("amount", "This amount is too large to be a fee.")
