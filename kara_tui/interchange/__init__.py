"""Files of other programs: read into drafts of clients, and written so that they read back."""
