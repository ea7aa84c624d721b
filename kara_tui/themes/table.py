"""Our own themes. Those that Textual brings can be chosen as well, but promise no contrast."""

from textual.theme import Theme

USUAL_THEME = "kara-dark"


def our_themes() -> tuple[Theme, ...]:
    """Return the themes in which every word has a contrast of at least 4.5 to 1."""
    return (_dark(), _light(), _contrast())


def _dark() -> Theme:
    return Theme(
        name=USUAL_THEME,
        primary="#0c6cc0",
        secondary="#004578",
        accent="#ffa62b",
        warning="#ffa62b",
        error="#ba3c5b",
        success="#4ebf71",
        foreground="#e0e0e0",
        variables={
            "block-cursor-foreground": "#ffffff",
            "button-color-foreground": "#ffffff",
            "border-blurred": "#6e6e6e",
        },
    )


def _light() -> Theme:
    return Theme(
        name="kara-light",
        primary="#004578",
        secondary="#0178d4",
        accent="#8a4b00",
        warning="#8a4b00",
        error="#a3123a",
        success="#14652f",
        surface="#ececec",
        panel="#dcdcdc",
        background="#f6f6f6",
        dark=False,
        variables={"border-blurred": "#858585"},
    )


def _contrast() -> Theme:
    return Theme(
        name="kara-contrast",
        primary="#ffd500",
        secondary="#7fdfff",
        accent="#ffd500",
        warning="#ffd500",
        error="#ff8f8f",
        success="#8dff9d",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1f1f1f",
        text_alpha=1.0,
        variables={
            "text-muted": "#dddddd",
            "block-cursor-foreground": "#000000",
            "border-blurred": "#a0a0a0",
        },
    )
