"""docs/commands.md: every command, option and exit code, read off the commands themselves."""

from collections.abc import Iterator

from kara_tui.cli import (
    audit,
    backup,
    clients,
    demo,
    do,
    doctor,
    drill,
    exporting,
    files,
    importing,
    measures,
    payments,
    rescue,
    restore,
    settings,
    vault,
)
from kara_tui.cli.exit_codes import exit_code_table
from kara_tui.cli.parser import Parser
from kara_tui.cli.top import TOP_OPTIONS
from kara_tui.operations.clients import GetOverview

_HEAD = """\
# The command line

Written by `make docs` from `kara_tui/cli`. `kara` alone opens the workstation; every command
below does its work without a screen, so it runs in scripts, over a slow line and beside a screen
reader. Results go to standard output and everything else to standard error. Text from records
never steers the terminal, also not in JSON.

```
kara [options] [COMMAND …]
```

| option | what it does |
| --- | --- |
"""
_DO = """
`kara do --list` names all operations (docs/operations.md), and `kara do OPERATION --help` lists
an operation's own options: one for each of its fields. A `client_id` is `--client`; a list is
given by repeating its option; records such as `--details` take JSON, `@FILE` or `-`. Details are
read as if typed into a form: `{"name": "Jón Jónsson", "birth_date": "1.3.1987"}`.

```
kara do accept-request --client 01a2… --version 3 --json
{"operation":"accept-request","result":{…},"intent":"01a2…"}
kara do undo-move --move 01a2…
```

Every change answers with its `intent`: the name under which it can be taken back. An option
common to all operations:

| option | what it does |
| --- | --- |
"""
_JSON = """
## JSON

With `--json`, results are JSON on standard output: one object, for `clients` and `payments list`
one object a line, for `import` one object a file. An error is one object on standard error:

```
{"error":{"code":"invalid","sentence":"…","advice":"…","field":"birth_date"}}
```

A `conflict` carries the record as it stands now under `theirs`.

## Exit codes

| code | `code` in JSON | what it means |
| --- | --- | --- |
"""


def commands_page() -> str:
    of_any_operation = do.operation_parser("OPERATION", GetOverview, explained=False)
    parts = [_HEAD]
    parts += [f"| `{f'{name} {takes}'.strip()}` | {does} |\n" for name, takes, does in TOP_OPTIONS]
    listed = (clients, importing, exporting, files, payments, audit)
    for made in (one.parser() for one in listed):
        parts += _section(made)
    parts += ["\n## kara do\n", _DO, *_rows(of_any_operation)]
    for made in (
        *(one.parser() for one in (backup, restore, drill, doctor, rescue)),
        vault.parser(),
        measures.parser(),
        settings.parser(),
        demo.parser(),
    ):
        parts += _section(made)
    parts.append(_JSON)
    parts += [
        f"| {code} | {f'`{name}`' if name else ''} | {what} |\n"
        for code, name, what in exit_code_table()
    ]
    return "".join(parts)


def _section(made: Parser) -> Iterator[str]:
    yield f"\n## {made.prog}\n\n{made.description}.\n\n| option | what it does |\n| --- | --- |\n"
    yield from _rows(made)


def _rows(made: Parser) -> Iterator[str]:
    for one in made.told:
        yield f"| `{one.words}` | {one.meaning} |\n"
