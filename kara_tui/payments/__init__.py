"""Payment providers: what one must be able to do, and one that plays a script."""
