"""Keys: what opens a store."""
