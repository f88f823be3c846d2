"""Where things are kept on this computer."""

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """`GOLDENDOOR_HOME`, by default the platform's folder for this user's data. Not made here."""
    stated = os.environ.get("GOLDENDOOR_HOME")
    if stated:
        return Path(stated).expanduser()
    return Path(platformdirs.user_data_dir("goldendoor", appauthor=False))


def forms_folders() -> list[Path]:
    """Folders of official blanks named in `GOLDENDOOR_FORMS`, beside the ones kept."""
    stated = os.environ.get("GOLDENDOOR_FORMS", "")
    return [Path(part).expanduser() for part in stated.split(os.pathsep) if part]
