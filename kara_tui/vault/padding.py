"""Lengths that tell little: bytes are filled up to the next of 256, 512, 1024, …"""

SMALLEST = 256
LARGEST = 32 * 1024 * 1024
_LENGTH_BYTES = 4


def pad(plain: bytes) -> bytes:
    """Return the bytes with their length before them and zeros behind, one bucket long.

    Raises:
        ValueError: When they do not fit into the largest bucket, 32 MiB.
    """
    needed = _LENGTH_BYTES + len(plain)
    if needed > LARGEST:
        raise ValueError("More than 32 MiB is sealed as a file, in chunks.")
    bucket = max(SMALLEST, 1 << (needed - 1).bit_length())
    return (len(plain).to_bytes(_LENGTH_BYTES, "big") + plain).ljust(bucket, b"\0")


def unpad(padded: bytes) -> bytes | None:
    """Return the bytes within; None when this is not exactly how `pad` would fill them up."""
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    plain = padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
    if len(plain) != length or length > LARGEST - _LENGTH_BYTES or pad(plain) != padded:
        return None
    return plain
