"""Where things lie on this machine: settings, stores and logs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "KARA_HOME"


@dataclass(frozen=True)
class Home:
    """The folders that belong to kara; none of them need exist yet."""

    config: Path
    data: Path
    logs: Path

    @property
    def settings_file(self) -> Path:
        """The file with the user's settings."""
        return self.config / "settings.toml"

    @property
    def measures(self) -> Path:
        """The folder with measures of the user's own."""
        return self.config / "measures"

    @property
    def folds(self) -> Path:
        """The file with what is folded away on the screen."""
        return self.data / "folds.json"

    @property
    def store(self) -> Path:
        """The store that is opened when no other one is named."""
        return self.data / "practice.db"

    @property
    def demo_store(self) -> Path:
        """The store of the demonstration practice, apart from the user's own."""
        return self.data / "demo" / "practice.db"


def find_home(folder: str | None, environment: Mapping[str, str]) -> Home:
    """Return where things lie.

    Args:
        folder: What `--home` says; None when it is not given.
        environment: `KARA_HOME` in it counts when the folder is not given. Without
            either, things lie where the system keeps them.
    """
    chosen = folder or environment.get(HOME_VARIABLE)
    if chosen:
        root = Path(chosen).expanduser().absolute()
        return Home(config=root, data=root, logs=root / "logs")
    from platformdirs import PlatformDirs

    system = PlatformDirs("kara", appauthor=False)
    return Home(
        config=system.user_config_path, data=system.user_data_path, logs=system.user_log_path
    )


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, and the missing ones above it.

    Raises:
        OSError: When it cannot be made.
    """
    for one in reversed([folder, *folder.parents]):
        if not one.exists():
            one.mkdir(mode=0o700, exist_ok=True)
