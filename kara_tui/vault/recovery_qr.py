"""The recovery code as a picture that a telephone reads off the screen or the paper."""

from kara_tui.vault.recovery_code import RecoveryCode

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_BORDER = 4


def qr_lines(code: RecoveryCode) -> tuple[str, ...]:
    """Return a QR code of the spelled code, two of its rows in each line of text.

    It is read only when shown black on white, so whoever shows it sets both colours.
    """
    import segno

    drawn = segno.make_qr(code.spelled(), error="m")
    rows = [[bool(dot) for dot in row] for row in drawn.matrix_iter(border=_BORDER)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return tuple(
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
