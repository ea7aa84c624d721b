"""Keys in words."""

_WORDS = {
    "question_mark": "?",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "left": "←",
    "right": "→",
}


def key_words(key: str) -> str:
    """Return a key as a person reads it: `f1` is F1, `question_mark` is ?."""
    if key.startswith("f") and key[1:].isdigit():
        return key.upper()
    return _WORDS.get(key, key)
