"""Reusable parts of screens: they know the domain, and no store."""
