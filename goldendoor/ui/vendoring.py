"""Copies third-party front-end files from `node_modules` to `static/vendor/` (run by `make setup`).

Only what a page can ask for is copied: the style sheet with the pictures and fonts it names,
the scripts, and PDF.js with its decoders. Nothing is loaded from any other server.
"""

import gzip
import re
import shutil
import sys
from pathlib import Path

UI = Path(__file__).resolve().parent
VENDOR = UI / "static" / "vendor"
# Compressed once here, so that the web server does not compress on every request.
COMPRESSED = {".css", ".js", ".mjs", ".svg", ".wasm"}
FONTS = [
    f"fonts/public-sans/PublicSans-{cut}.woff2" for cut in ("Regular", "Italic", "SemiBold", "Bold")
]


def copy(node_modules: Path) -> list[Path]:
    """Copy everything; returns the files written. FileNotFoundError names what is missing."""
    written = [
        *_design_system(node_modules / "@uswds" / "uswds"),
        *_files(node_modules / "htmx.org" / "dist", VENDOR / "htmx", ["htmx.min.js"]),
        *_pdf_js(node_modules / "pdfjs-dist"),
    ]
    for path in written:
        if path.suffix in COMPRESSED:
            path.with_name(path.name + ".gz").write_bytes(
                gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)
            )
    return written


def _design_system(package: Path) -> list[Path]:
    dist, to = package / "dist", VENDOR / "uswds"
    names = ["css/uswds.min.css", "js/uswds.min.js", "js/uswds-init.min.js", "img/sprite.svg"]
    names += FONTS
    sheet = (dist / "css" / "uswds.min.css").read_text(encoding="utf-8")
    for address in sorted(set(re.findall(r"url\(\"?(\.\./[^)\"#?]+)", sheet))):
        # Older browsers' font formats are named too; every browser we support reads woff2.
        if address.endswith((".woff", ".ttf")) or "merriweather" in address:
            continue
        names.append(address.removeprefix("../"))
    return [
        *_files(dist, to, [name for name in names if (dist / name).exists()]),
        *_files(package, to, ["LICENSE.md"]),
    ]


def _pdf_js(package: Path) -> list[Path]:
    to = VENDOR / "pdfjs"
    written = _files(package / "build", to, ["pdf.min.mjs", "pdf.worker.min.mjs"])
    for folder in ("wasm", "cmaps", "standard_fonts", "iccs"):
        names = [str(path.relative_to(package)) for path in sorted((package / folder).iterdir())]
        written += _files(package, to, names)
    return [*written, *_files(package, to, ["LICENSE"])]


def _files(source: Path, to: Path, names: list[str]) -> list[Path]:
    written = []
    for name in names:
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target)
        written.append(target)
    return written


if __name__ == "__main__":
    files = copy(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("node_modules"))
    print(f"{len(files)} front-end files copied.")
