"""docs/settings.md: every setting, read off the table of settings."""

from itertools import groupby

from kara_tui.settings_table import setting_table

_HEAD = """\
# Settings

Written by `make docs` from `kara_tui/settings_table.py`. `kara settings` says where the file lies,
what holds now and where each value comes from. A flag wins over the environment, and the
environment over the file. The password of the mail server is in none of them: it comes from
`KARA_MAIL_PASSWORD`, or from the file that `mail.password_file` names.
"""


def settings_page() -> str:
    parts = [_HEAD]
    for section, group in groupby(setting_table(), key=lambda one: one.key.partition(".")[0]):
        parts.append(f"\n## `[{section}]`\n\n| key | meaning | takes | environment |\n")
        parts.append("| --- | --- | --- | --- |\n")
        parts += [
            f"| `{one.key.partition('.')[2]}` | {one.meaning} | {one.expects} "
            f"| `{one.variable}` |\n"
            for one in group
        ]
    return "".join(parts)
