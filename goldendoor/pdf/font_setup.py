"""Fill the folder of fonts from the installed npm packages: `python -m goldendoor.pdf.font_setup`.

The packages are `@expo-google-fonts/noto-sans`, `-mono`, `-arabic`, `-hebrew`, `-sc` and `-kr`
(Noto under the SIL Open Font License, as whole TrueType files).
"""

import argparse
import shutil
import sys
from pathlib import Path

from goldendoor.pdf import fonts

PACKAGES = {
    "noto-sans-mono": ("NotoSansMono", "Medium"),
    "noto-sans": ("NotoSans", "Medium"),
    "noto-sans-arabic": ("NotoSansArabic", "Medium"),
    "noto-sans-hebrew": ("NotoSansHebrew", "Medium"),
    "noto-sans-sc": ("NotoSansSC", "Regular"),
    "noto-sans-kr": ("NotoSansKR", "Regular"),
}
_FOLDERS = {"Regular": "400Regular", "Medium": "500Medium"}


def copy_fonts(node_modules: Path, target: Path) -> tuple[list[str], list[str]]:
    """Copy each package's font and licence into `target`: (copied files, missing packages)."""
    target.mkdir(parents=True, exist_ok=True)
    copied, missing = [], []
    for package, (family, weight) in PACKAGES.items():
        root = node_modules / "@expo-google-fonts" / package
        numbered = _FOLDERS[weight]
        source = root / numbered / f"{family}_{numbered}.ttf"
        if not source.is_file():
            missing.append(f"@expo-google-fonts/{package}")
            continue
        name = f"{family}-{weight}.ttf"
        _copy_whole(source, target / name)
        if (root / "LICENSE_FONT").is_file():
            _copy_whole(root / "LICENSE_FONT", target / f"{family}.LICENSE.txt")
        copied.append(name)
    return copied, missing


def _copy_whole(source: Path, target: Path) -> None:
    # Never leave half a font behind: a reader may map the file while we copy.
    partial = target.with_name(target.name + ".part")
    shutil.copyfile(source, partial)
    partial.replace(target)


def main(arguments: list[str] | None = None) -> int:
    """Command line: exit code 0 when every font is there, 1 when a package is not installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node-modules", type=Path, default=Path("node_modules"))
    parser.add_argument("--target", type=Path, default=fonts.VENDOR_FOLDER)
    options = parser.parse_args(arguments)
    copied, missing = copy_fonts(options.node_modules, options.target)
    print(f"{len(copied)} fonts in {options.target}")
    for package in missing:
        print(f"Not installed: {package}. Run `npm ci` first.", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
