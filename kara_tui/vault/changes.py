"""Replace one way to open a vault; the data and the other ways stay as they are."""

from dataclasses import replace

from kara_tui.vault.argon import USUAL, Work
from kara_tui.vault.header import Header
from kara_tui.vault.header_file import rewrite
from kara_tui.vault.opening import OpenVault, opened
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.secret import Key
from kara_tui.vault.slots import Slot, SlotKind, wrap

# Each raises what `header_file.rewrite` raises, and nothing has changed then.


def change_passphrase(vault: OpenVault, passphrase: Passphrase, work: Work = USUAL) -> OpenVault:
    """Let a new passphrase open the vault, and the one before it no longer."""
    return _put(vault, wrap(vault.key, passphrase, SlotKind.PASSPHRASE, vault.vault_id, work))


def put_recovery_code(vault: OpenVault, code: RecoveryCode) -> OpenVault:
    """Let a recovery code open the vault, and the one before it no longer.

    Call it once the code has been written down and typed back: until then the code before
    it, which the professional has on paper, is the one that must work.
    """
    return _put(vault, wrap(vault.key, code, SlotKind.RECOVERY, vault.vault_id))


def put_keyring_secret(vault: OpenVault, secret: Key) -> OpenVault:
    """Let a secret that lies in this machine's keyring open the vault."""
    return _put(vault, wrap(vault.key, secret, SlotKind.KEYRING, vault.vault_id))


def remove_keyring_slot(vault: OpenVault) -> OpenVault:
    """Let nothing that lies in a keyring open the vault any more."""
    return _with_slots(vault, SlotKind.KEYRING, ())


def _put(vault: OpenVault, slot: Slot) -> OpenVault:
    return _with_slots(vault, slot.kind, (slot,))


def _with_slots(vault: OpenVault, kind: SlotKind, slots: tuple[Slot, ...]) -> OpenVault:
    def change(header: Header) -> Header:
        others = tuple(one for one in header.slots if one.kind is not kind)
        return replace(header, slots=others + slots)

    header = rewrite(vault.path, vault.key, change, floor=vault.floor)
    return opened(vault.path, header, vault.key, vault.floor)
