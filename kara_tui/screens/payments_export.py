"""The list of charges on its way into a table that spreadsheets read."""

from io import BytesIO
from pathlib import Path

from kara_tui.operations.payments import ListCharges
from kara_tui.screens.desk import Desk
from kara_tui.screens.save_dialog import Progress, ToSave
from kara_tui.workflows.export_payments import export_payments


def payments_to_save(desk: Desk, asked: ListCharges) -> ToSave:
    """Return what writes a list of charges to a file.

    Args:
        desk: Has the store.
        asked: Which list.
    """

    async def make(_path: Path, progress: Progress) -> bytes:
        table = BytesIO()
        zone = desk.zone or desk.local(desk.clock()).tzinfo
        assert zone is not None, "a local moment has a zone"
        async for done in export_payments(desk.backend, asked, zone, table.write):
            progress(f"{done:,} charges …")
        return table.getvalue()

    return ToSave(
        question="Write these charges to a table (CSV)",
        hint=(
            "With names, amounts and days, for spreadsheets and accountants; what a charge is "
            "for is left out. Nothing in it is encrypted."
        ),
        name=f"payments-{asked.shown.value.replace('_', '-')}-{desk.today().isoformat()}",
        ending=".csv",
        make=make,
    )
