"""One handler per operation, and the dispatch that every one of them goes through."""
