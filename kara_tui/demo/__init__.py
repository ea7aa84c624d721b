"""A made-up practice to look around in: no person in it exists."""
