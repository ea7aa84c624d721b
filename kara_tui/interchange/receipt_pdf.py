"""A receipt as a PDF of one page, with letters of every European language inside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.domain.errors import Invalid
from kara_tui.interchange.receipt import Receipt

if TYPE_CHECKING:
    from fpdf import FPDF

_FONTS = Path(__file__).parent / "fonts"
_FAMILY = "receipt"
_LEFT, _TOP = 25, 30
_LABEL, _VALUE = 45, 115
"""Millimetres."""


def receipt_pdf(made: Receipt) -> bytes:
    """Return a receipt as a PDF (A4).

    Raises:
        Invalid: When a name has letters that the bundled font lacks, such as Chinese ones.
    """
    with _page() as page:
        _require_letters(made, page)
        _write(made, page)
        return bytes(page.output())


@contextmanager
def _page() -> Iterator["FPDF"]:
    """Hold the font files open only as long as the page needs them."""
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

    page = FPDF(format="A4")
    try:
        page.add_font(_FAMILY, "", _FONTS / "DejaVuSans.ttf")
        page.add_font(_FAMILY, "B", _FONTS / "DejaVuSans-Bold.ttf")
        yield page
    finally:
        for font in page.fonts.values():
            if isinstance(font, TTFFont):
                font.close()


def _write(made: Receipt, page: "FPDF") -> None:
    page.set_margins(_LEFT, _TOP)
    page.c_margin = 0
    page.set_title(made.title)
    page.set_author(made.issuer)
    page.set_lang(made.language)
    page.set_creator("kara")
    page.set_creation_date(made.made_at)
    page.add_page()
    _line(page, made.issuer, 11)
    page.ln(14)
    _line(page, made.title, 20, bold=True)
    page.ln(6)
    for label, value in made.rows:
        _row(page, label, value)
    _rule(page)
    _row(page, *made.amount, bold=True)
    _rule(page)
    if made.remark:
        _line(page, made.remark, 11, bold=True)
        page.ln(4)
    _line(page, made.footer, 9)


def _row(page: "FPDF", label: str, value: str, *, bold: bool = False) -> None:
    page.set_font(_FAMILY, "B" if bold else "", 11)
    top = page.get_y()
    page.multi_cell(_LABEL, 7, label, align="L", new_x="RIGHT", new_y="TOP")
    page.set_xy(_LEFT + _LABEL, top)
    page.multi_cell(_VALUE, 7, value, align="L", new_x="LMARGIN", new_y="NEXT")


def _rule(page: "FPDF") -> None:
    page.ln(3)
    page.line(_LEFT, page.get_y(), _LEFT + _LABEL + _VALUE, page.get_y())
    page.ln(3)


def _line(page: "FPDF", text: str, size: int, *, bold: bool = False) -> None:
    page.set_font(_FAMILY, "B" if bold else "", size)
    page.multi_cell(0, size * 0.6, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _require_letters(made: Receipt, page: "FPDF") -> None:
    """Refuse to print a name with holes in it."""
    shown = [made.issuer, made.footer, *made.amount, *(one for row in made.rows for one in row)]
    known = getattr(page.fonts[_FAMILY], "cmap", {})
    lacking = sorted({letter for text in shown for letter in text if ord(letter) not in known})
    if lacking:
        raise Invalid(
            "format",
            f"The letters of the PDF lack {' '.join(lacking[:10])}, so a name would have holes.",
            "Write the receipt as text instead.",
        )
