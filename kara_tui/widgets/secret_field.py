"""A field for what opens the practice."""

from textual.widgets import Input


class SecretField(Input):
    """Takes a secret, typed or pasted, and gives nothing of it to any clipboard."""

    def __init__(
        self, *, field_id: str, is_masked: bool = True, most: int = 0, classes: str = ""
    ) -> None:
        """Begin empty.

        Args:
            field_id: The id of the widget.
            is_masked: Whether dots stand for what is typed.
            most: How many characters it takes; 0 for as many as come.
            classes: For the style sheets.
        """
        super().__init__(password=is_masked, max_length=most, id=field_id, classes=classes)

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""
