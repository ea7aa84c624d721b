"""kara: a terminal workstation for people who look after people."""

__version__ = "0.1.0"
