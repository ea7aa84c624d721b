"""Text of any program is read, however it was encoded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.interchange.encoding import decode

ICELANDIC = "Nafn;Staður\r\nÞórður Ægisson;Ísafjörður\r\nÁslaug;Höfn\r\n"
POLISH = "Imię;Miasto\r\nŁukasz Żółkiewski;Łódź\r\nMałgorzata Wąs;Wrocław\r\nZbigniew;Poznań\r\n"
RUSSIAN = "Имя;Город\r\nАнна Иванова;Москва\r\nПётр Сергеевич;Санкт-Петербург\r\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ICELANDIC, "cp1252"),
        (ICELANDIC, "latin-1"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        *[(text, code) for text in (ICELANDIC, POLISH, RUSSIAN)
          for code in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be")
          if text is not RUSSIAN or not code.startswith("utf-16-")],
    ],
)  # fmt: skip
def test_a_text_is_read_as_it_was_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff")))
def test_what_is_utf8_is_read_as_utf8(text: str) -> None:
    decoded = decode(b"\xef\xbb\xbf" + text.encode())
    assert (decoded.text, decoded.damaged) == (text, 0)
