"""One screen a file, each with its styles beside it."""
