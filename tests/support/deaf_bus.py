"""A message bus with a keyring on it that hears everything and answers nothing.

It speaks as much of D-Bus as a program needs to reach the keyring, so that no desktop has to
be installed where the tests run.
"""

import socket
import threading
from pathlib import Path

from jeepney import HeaderFields, Message, MessageType, Parser, new_method_return

_KEYRING = "org.freedesktop.secrets"
_CLIENT = ":1.1"


class DeafBus:
    """Listens on a socket until the block ends."""

    def __init__(self, path: Path) -> None:
        self.address = f"unix:path={path}"
        self.asked: list[str] = []
        """What the keyring was asked for, in order."""
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()

    def __enter__(self) -> "DeafBus":
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with client, client.makefile("rwb") as stream:
            while not (line := stream.readline()).startswith(b"BEGIN"):
                if not line:
                    return
                answer = b"AGREE_UNIX_FD" if b"NEGOTIATE" in line else b"OK " + b"0" * 32
                stream.write(answer + b"\r\n")
                stream.flush()
            parser = Parser()
            while data := stream.read1():
                for message in parser.feed(data):
                    self._answer(message, client)

    def _answer(self, message: Message, client: socket.socket) -> None:
        fields = message.header.fields
        if fields.get(HeaderFields.destination) == _KEYRING:
            self.asked.append(str(fields.get(HeaderFields.member)))
            return
        if message.header.message_type is not MessageType.method_call:
            return
        member = fields.get(HeaderFields.member)
        signature, body = {
            "Hello": ("s", (_CLIENT,)),
            "NameHasOwner": ("b", (True,)),
            "GetNameOwner": ("s", (":1.2",)),
            "StartServiceByName": ("u", (2,)),
        }.get(str(member), ("", ()))
        reply = new_method_return(message, signature or None, body)
        reply.header.fields[HeaderFields.destination] = _CLIENT
        reply.header.fields[HeaderFields.sender] = "org.freedesktop.DBus"
        client.sendall(reply.serialise(serial=message.header.serial))
