"""The code on paper: people read it back as people do, and are told where they slipped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.vault.crockford import LETTERS
from kara_tui.vault.recovery_code import ALL_LETTERS, RecoveryCode
from kara_tui.vault.recovery_qr import qr_lines

CODES = st.binary(min_size=20, max_size=20).map(RecoveryCode)
POSITIONS = st.integers(0, ALL_LETTERS - 1)


def bare(code: RecoveryCode) -> str:
    return code.spelled().replace("-", "")


@given(CODES)
def test_a_code_is_read_back(code: RecoveryCode) -> None:
    groups = code.spelled().split("-")

    assert [len(group) for group in groups] == [4] * 9
    assert set("".join(groups)) <= set(LETTERS)
    assert RecoveryCode.typed(code.spelled()) == code


@given(CODES, st.data())
def test_a_code_is_read_as_people_type_it(code: RecoveryCode, data: st.DataObject) -> None:
    typed = "".join(
        data.draw(st.sampled_from(_looks_like(letter)))
        + data.draw(st.sampled_from(["", "", " ", "-", "–", "\n"]))
        for letter in bare(code)
    )

    assert RecoveryCode.typed(typed) == code


def _looks_like(letter: str) -> str:
    return {"0": "0Oo", "1": "1IiLl"}.get(letter, letter + letter.lower())


@given(CODES, POSITIONS, st.sampled_from(LETTERS))
def test_one_wrong_letter_is_found_and_never_opens(
    code: RecoveryCode, at: int, letter: str
) -> None:
    right = bare(code)
    if right[at] == letter:
        return

    with pytest.raises(Invalid) as refusal:
        RecoveryCode.typed(right[:at] + letter + right[at + 1 :])

    # A second group can fit by accident, once in a thousand times.
    sentence = refusal.value.sentence
    assert f"group {at // 4 + 1} is wrong" in sentence or sentence.startswith("Some")


def test_the_group_with_the_wrong_letter_is_named() -> None:
    right = bare(RecoveryCode(bytes(range(20))))
    wrong = right[:9] + ("X" if right[9] != "X" else "Y") + right[10:]

    with pytest.raises(Invalid, match="One letter in group 3 is wrong"):
        RecoveryCode.typed(wrong)


def test_groups_that_changed_places_are_refused() -> None:
    groups = RecoveryCode(bytes(range(20))).spelled().split("-")
    groups[0], groups[1] = groups[1], groups[0]

    with pytest.raises(Invalid, match="changed places"):
        RecoveryCode.typed("-".join(groups))


@pytest.mark.parametrize("at", [0, 17, 35])
def test_a_sign_that_no_code_has_is_located(at: int) -> None:
    right = bare(RecoveryCode(bytes(20)))

    with pytest.raises(Invalid, match=f"Group {at // 4 + 1} holds a sign"):
        RecoveryCode.typed(right[:at] + "U" + right[at + 1 :])


@pytest.mark.parametrize("text", ["", "ABCD", "0" * 35, "0" * 37, "0" * 10_000_000])
def test_another_length_is_refused_with_the_right_one(text: str) -> None:
    with pytest.raises(Invalid, match="36"):
        RecoveryCode.typed(text)


def test_two_codes_are_never_alike() -> None:
    assert RecoveryCode.new() != RecoveryCode.new()


def test_the_picture_is_a_qr_code_of_the_spelled_code() -> None:
    import segno

    code = RecoveryCode(bytes(range(20)))
    lines = qr_lines(code)

    upper = {"█": 1, "▀": 1, "▄": 0, " ": 0}
    lower = {"█": 1, "▀": 0, "▄": 1, " ": 0}
    dots = [row for line in lines for row in ([upper[x] for x in line], [lower[x] for x in line])]
    expected = [list(row) for row in segno.make_qr(code.spelled(), error="m").matrix_iter(border=4)]
    assert dots[: len(expected)] == expected
    assert not any(map(any, dots[len(expected) :]))


def test_the_picture_fits_a_small_terminal() -> None:
    lines = qr_lines(RecoveryCode(b"\xff" * 20))

    assert len({len(line) for line in lines}) == 1
    assert len(lines) <= 20
    assert len(lines[0]) <= 40
