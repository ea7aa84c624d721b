"""Everything a user can do at the screen, one class each."""
