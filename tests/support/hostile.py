"""Texts that break, mislead or take over programs which trust them."""

import unicodedata

_ESC = "\x1b"

HOSTILE: dict[str, str] = {
    "closing tag": "[/x]",
    "action markup": "[@click=app.quit]x[/]",
    "link markup": "[link=http://x.example]y[/link]",
    "broken markup": "[[[red]]] [/] [ [bold",
    "format fields": "{0} {name!r} {x.__class__} %s %(name)s",
    "csi colours": f"{_ESC}[31mred{_ESC}[0m{_ESC}[2J{_ESC}[999;999H",
    "osc title with bel": f"{_ESC}]0;owned\x07x",
    "osc title with st": f"{_ESC}]0;owned{_ESC}\\x",
    "osc hyperlink": f"{_ESC}]8;;http://x.example{_ESC}\\text{_ESC}]8;;{_ESC}\\",
    "osc clipboard": f"{_ESC}]52;c;cm0gLXJmIC8=\x07x",
    "osc clipboard with st": f"{_ESC}]52;c;cm0gLXJmIC8={_ESC}\\x",
    "device control string": f"{_ESC}Pq#0;2;0;0;0{_ESC}\\x",
    "one-byte csi": "\x9b31mred\x9d0;owned\x9cx",
    "delete": "a\x7fb\x7f\x7fc",
    "nul": "a\x00b\x00",
    "backspaces": "safe\x08\x08\x08\x08evil",
    "every control": "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)])) + "x",
    "lone surrogates": "a\ud800b\udfffc",
    "right-to-left override": "invoice\u202egpj.exe",
    "bidi isolates": "a\u2066b\u2067c\u2068d\u2069e\u202a\u202b\u202c\u202df",
    "bidi marks": "a\u200eb\u200fc\u061cd",
    "zero-width": "pass\u200bword\u2060x\ufeffy\u00adz",
    "joiners": "a\u200cb\u200dc",
    "tag characters": "x" + "".join(chr(0xE0000 + ord(mark)) for mark in "hidden") + "y",
    "combining pile": "Z" + "\u0300\u0316\u0489\u20dd" * 50 + "x",
    "emoji families": "👩‍👩‍👧‍👦 👨🏿‍🦰 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 🇮🇸",
    "cjk": "山田 太郎 김철수 王小明 ｆｕｌｌｗｉｄｔｈ",
    "right-to-left names": "محمد عبد الله שָׂרָה כֹּהֵן",
    "compatibility letters": "ℌ ﬁ ㎏ ™ ﷺ ½ Ⅻ ᴭ Å",
    "case traps": "İstanbul ıI ẞß ΣΑΣ ŉ ᾼ \u0345",
    "four bytes": "𝕳𝖊𝖑𝖑𝖔 𒀱 \U0010ffff",
    "noncharacters": "a\ufffeb\uffffc\ufdd0d",
    "line breaks": "a\rb\nc\r\nd\x85e\u2028f\u2029g\x0bh\x0ci",
    "blanks only": " \t\u00a0\u2003\u3000 ",
    "spreadsheet formula": "=cmd|' /C calc'!A0",
    "more formulas": "+1+1\t@SUM(A1)\t-2\t=1",
    "sql quotes": "'; DROP TABLE clients; --",
    "sql double quotes": '" OR 1=1; --`[x]`',
    "like wildcards": "100%_\\%/_",
    "full-text query": 'NEAR(a b) OR "x* AND NOT ^y :z',
    "json": '{"name": "x", "a": [1, {}]}\\u0000',
    "html": "<script>alert(1)</script>&amp;<!--",
    "path": "../../etc/passwd\\..\\..",
    "mail header": "Anna\r\nBcc: everybody@x.example\r\n\r\nbody",
    "ten thousand": "Æ" * 10_000,
    "ten thousand words": "ab " * 10_000,
}
"""Every text by what it tries to do."""

_STEERING = {
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x200E,
    0x200F,
    0x061C,
}


def steers_a_terminal(text: str) -> list[str]:
    """Return the characters of a text that a terminal may obey instead of showing."""
    return [
        hex(ord(mark))
        for mark in text
        if unicodedata.category(mark) in {"Cc", "Cs", "Zl", "Zp"} or ord(mark) in _STEERING
    ]
