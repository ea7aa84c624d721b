"""How the workstation may look; every word in these themes is easy to read."""
