"""How a store comes from one version of the schema to the next."""
