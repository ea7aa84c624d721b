"""Handlers of the operations on working hours and blocks."""

from dataclasses import replace

from kara_tui.db.record_tables import WORKING_HOURS
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.block_times import BlockTime, require_block
from kara_tui.domain.errors import Conflict
from kara_tui.domain.wall_clock import require_moment, zone_of
from kara_tui.domain.working_time import TimeBlock, WorkingHours, in_order
from kara_tui.operations.working_time import (
    AddBlock,
    ChangeBlock,
    GetWorkingHours,
    ListBlocks,
    RemoveBlock,
    SetWorkingHours,
)
from kara_tui.services.handling import handles
from kara_tui.services.spans import asked_span


@handles(GetWorkingHours)
def get_working_hours(_op: GetWorkingHours, unit: UnitOfWork) -> tuple[WorkingHours, ...]:
    return working_hours(unit)


@handles(SetWorkingHours)
def set_working_hours(op: SetWorkingHours, unit: UnitOfWork) -> WorkingHours:
    zone_of(op.time_zone)
    week = in_order(op.week)
    found = working_hours(unit)
    if not found:
        return unit.of(WORKING_HOURS).add(
            WorkingHours(id=op.hours_id, created_at=unit.now, time_zone=op.time_zone, week=week)
        )
    if found[0].version != op.version:
        raise Conflict(found[0])
    changed = replace(found[0], time_zone=op.time_zone, week=week)
    return unit.of(WORKING_HOURS).save(changed, ("week",))


@handles(ListBlocks)
def list_blocks(op: ListBlocks, unit: UnitOfWork) -> tuple[BlockTime, ...]:
    return unit.blocks.within(asked_span(op.since, op.until))


@handles(AddBlock)
def add_block(op: AddBlock, unit: UnitOfWork) -> TimeBlock:
    return unit.blocks.add(
        _checked(
            TimeBlock(
                id=op.block_id,
                created_at=unit.now,
                starts_at=op.starts_at,
                ends_at=op.ends_at,
                time_zone=op.time_zone,
                rule=op.rule,
                is_all_day=op.is_all_day,
                source=op.source,
                details=op.details,
            )
        )
    )


@handles(ChangeBlock)
def change_block(op: ChangeBlock, unit: UnitOfWork) -> TimeBlock:
    block = unit.blocks.get(op.block_id, version=op.version)
    changed = replace(
        block,
        starts_at=op.starts_at,
        ends_at=op.ends_at,
        time_zone=op.time_zone,
        rule=op.rule,
        is_all_day=op.is_all_day,
        details=op.details,
    )
    names = ("starts_at", "ends_at", "time_zone", "rule", "is_all_day", "details")
    differing = tuple(name for name in names if getattr(block, name) != getattr(changed, name))
    return unit.blocks.save(_checked(changed), differing)


@handles(RemoveBlock)
def remove_block(op: RemoveBlock, unit: UnitOfWork) -> TimeBlock:
    block = unit.blocks.get(op.block_id, version=op.version)
    return unit.blocks.save(block.marked_in_error(), ("in_error",))


def working_hours(unit: UnitOfWork) -> tuple[WorkingHours, ...]:
    """Return when the professional works: one week, or none."""
    c = WORKING_HOURS.table.c
    return unit.of(WORKING_HOURS).find(
        c.in_error.is_(False), order=(c.created_at.desc(), c.id), limit=1
    )


def _checked(block: TimeBlock) -> TimeBlock:
    require_moment(block.starts_at, "starts_at")
    require_moment(block.ends_at, "ends_at")
    require_block(block)
    return block
