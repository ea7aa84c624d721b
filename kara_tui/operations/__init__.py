"""Everything that anyone can ask for, declared once."""
