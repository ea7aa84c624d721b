"""Keys, and what they seal: knows bytes, not clients. docs/format.md has every byte."""
