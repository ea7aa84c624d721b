"""Give a vault a new key, in two steps between which the data is written anew."""

from dataclasses import replace

from kara_tui.domain.errors import NotAllowedNow
from kara_tui.vault.argon import USUAL, Work
from kara_tui.vault.derivation import DataKey
from kara_tui.vault.header import Header
from kara_tui.vault.header_file import rewrite
from kara_tui.vault.opening import OpenVault, opened, sealed_pair, sealed_retired
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.slots import SlotKind, wrap


def begin_rotation(
    vault: OpenVault, passphrase: Passphrase, code: RecoveryCode, work: Work = USUAL
) -> OpenVault:
    """Give the vault a new key; the key before stays in it, as `retired`, until the end.

    Every slot is made anew: the passphrase and the code given here open the vault from now
    on, the code before and the keyring of any machine no longer. The key pair stays, since
    others have its public half.

    Raises:
        NotAllowedNow: When a rotation has begun already; end that one first.
    """
    if vault.retired is not None:
        raise NotAllowedNow(
            "The vault's key is being changed already.",
            "Finish that change first; the data may still be under the key before.",
        )
    key, vault_id = DataKey.new(), vault.vault_id
    slots = (
        wrap(key, passphrase, SlotKind.PASSPHRASE, vault_id, work),
        wrap(key, code, SlotKind.RECOVERY, vault_id),
    )

    def change(header: Header) -> Header:
        return replace(
            header,
            private_key=sealed_pair(vault.key_pair, key, vault_id),
            retired=sealed_retired(vault.key, key, vault_id),
            slots=slots,
        )

    header = rewrite(vault.path, vault.key, change, new_key=key, floor=vault.floor)
    return opened(vault.path, header, key, vault.floor)


def finish_rotation(vault: OpenVault) -> OpenVault:
    """Forget the key before; call it once all data is under the new key, and may be repeated."""

    def change(header: Header) -> Header:
        return replace(header, retired=None)

    header = rewrite(vault.path, vault.key, change, floor=vault.floor)
    return opened(vault.path, header, vault.key, vault.floor)
