"""The data that is measured with: made once, by the sample's generator."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".build" / "bench"


def data(rows):
    """Returns the paths of the tables of so many cases, from the page cache."""
    folder = HOME / f"data-{rows}"
    if not (folder / "mediations.csv").exists():
        folder.mkdir(parents=True, exist_ok=True)
        run(str(ROOT / "scripts" / "make-sample"), "--cases", str(rows), "--years", "2011..2020",
            "--narrow", "--out", str(folder))
    files = {name: folder / f"{name}.csv" for name in ["cases", "mediations"]}
    # Each file once through the page cache, so that nobody pays for the disk.
    for path in files.values():
        with open(path, "rb") as file:
            while file.read(1 << 24):
                pass
    return files


def run(*command):
    print("+", *command, file=sys.stderr, flush=True)
    subprocess.run(command, check=True, stdout=sys.stderr)
