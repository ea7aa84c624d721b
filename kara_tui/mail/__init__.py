"""Mail on its way out: the letter, and who takes it to a mail server."""
