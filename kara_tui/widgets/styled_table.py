"""The style sheet of a list, and the styles that painting takes from it."""

from typing import ClassVar

from textual.scroll_view import ScrollView

from kara_tui.widgets.cells import Role
from kara_tui.widgets.row_painter import TableStyles


class StyledTable(ScrollView, inherit_bindings=False):
    """A scrolling list that knows how its lines are to look."""

    IS_PUBLIC: ClassVar[bool] = True

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--cursor",
        "table--placeholder",
        "table--match",
        *(f"table--{role}" for role in Role),
    }

    DEFAULT_CSS = """
    StyledTable {
        height: 1fr;
        color: $foreground;
        background: $surface;
        overflow: hidden auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .table--header { background: $panel; text-style: bold; }
        & > .table--cursor {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        & > .table--placeholder { color: $text-muted; text-style: dim; }
        & > .table--match { text-style: bold underline; }
        & > .table--muted { color: $text-muted; }
        & > .table--strong { text-style: bold; }
        & > .table--success { color: $text-success; }
        & > .table--warning { color: $text-warning; }
        & > .table--error { color: $text-error; }
        &:focus > .table--header { text-style: bold underline; }
        &:focus > .table--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """

    def table_styles(self) -> TableStyles:
        """Return the styles as the style sheet, the theme and the focus want them now."""
        style = self.get_component_rich_style
        return TableStyles(
            row=self.rich_style,
            cursor=style("table--cursor"),
            header=style("table--header"),
            placeholder=style("table--placeholder"),
            match=style("table--match", partial=True),
            roles={role: style(f"table--{role}") for role in Role},
            cursor_sign="▸" if self.has_focus else "▹",
        )
