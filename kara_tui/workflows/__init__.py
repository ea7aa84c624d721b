"""Work that takes several operations: importing, exporting, delivering mail."""
