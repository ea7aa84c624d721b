"""The indexes over notes, as the revision that brought them makes them."""

import sqlalchemy as sa
from alembic import op

from kara_tui.db.types import Id, Moment

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SEARCH_INDEX = """
CREATE VIRTUAL TABLE note_words_fts USING fts5(
    search_text, content='note_words', content_rowid='row',
    tokenize='trigram case_sensitive 1', detail='none'
)
"""
_FORGET = (
    "INSERT INTO note_words_fts(note_words_fts, rowid, search_text) "
    "VALUES ('delete', old.row, old.search_text)"
)
_LEARN = "INSERT INTO note_words_fts(rowid, search_text) VALUES (new.row, new.search_text)"
_SEARCH_TRIGGERS = (
    f"CREATE TRIGGER note_words_fts_insert AFTER INSERT ON note_words BEGIN {_LEARN}; END",
    f"CREATE TRIGGER note_words_fts_delete AFTER DELETE ON note_words BEGIN {_FORGET}; END",
    f"CREATE TRIGGER note_words_fts_update AFTER UPDATE OF search_text ON note_words "
    f"WHEN old.search_text IS NOT new.search_text BEGIN {_FORGET}; {_LEARN}; END",
)


def make_note_indexes() -> None:
    """Index the drafts, and the words of all notes: on SQLite by triples of letters, too."""
    unsigned = sa.text("signature IS NULL")
    op.create_index(
        "ix_notes_unsigned",
        "notes",
        ["professional_id", "about"],
        sqlite_where=unsigned,
        postgresql_where=unsigned,
    )
    op.create_table(
        "note_words",
        sa.Column("row", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("note_id", Id(), nullable=False),
        sa.Column("client_id", Id(), nullable=False),
        sa.Column("about", Moment(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_note_words")),
        sa.UniqueConstraint(
            "professional_id", "note_id", name=op.f("uq_note_words_professional_id_note_id")
        ),
    )
    op.create_index("ix_note_words_about", "note_words", ["professional_id", "about"])
    op.create_index("ix_note_words_client", "note_words", ["professional_id", "client_id", "about"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in (_SEARCH_INDEX, *_SEARCH_TRIGGERS):
            op.execute(statement)


def drop_note_indexes() -> None:
    """Drop the words again; the index of drafts goes with the notes."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE note_words_fts")
    op.drop_table("note_words")
