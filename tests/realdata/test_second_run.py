"""Whatever file comes, the same one coming again brings nobody in twice."""

from kara_tui.backend.protocol import Backend
from kara_tui.workflows.import_source import ImportSource
from tests.realdata.test_realdata import files
from tests.support.importing import imported, people


async def test_every_file_imported_twice_adds_nobody_the_second_time(backend: Backend) -> None:
    sources = [ImportSource(path.name, path.read_bytes()) for path in files()]
    first = [await imported(backend, source) for source in sources]
    there = len(await people(backend))
    assert there == sum(report.added for report in first) > 0

    again = [await imported(backend, source) for source in sources]

    assert {source.name for source, report in zip(sources, again, strict=True) if report.added} == (
        set()
    )
    assert len(await people(backend)) == there
