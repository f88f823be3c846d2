"""Files of new months for tests."""

from pathlib import Path

HEADER = "bulletin_month,chart,preference,category,chargeability,status,cutoff_date"
LINE = "2026-07,final_action,employment,EB2,INDIA,date,2013-10-01"


def written(folder: Path, *lines: str, header: str = HEADER, name: str = "new.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path
