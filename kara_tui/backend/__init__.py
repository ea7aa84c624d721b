"""What screens and commands ask: one protocol, whatever stands behind it."""
