"""Where and with what is measured: the lines above each table."""

import importlib.metadata
import os
import platform
import subprocess
import time
from pathlib import Path

from data import ROOT

PACKAGES = {"duckdb": "duckdb", "polars": "polars", "clickhouse": "chdb"}


def machine():
    name = platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            name = line.split(":")[1].strip()
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    load = os.getloadavg()[0]
    return (f"{time.strftime('%Y-%m-%d %H:%M')} · {name} · {os.cpu_count()} cores, "
            f"{pages / 1e9:.0f} GB, load {load:.1f}")


def versions(pq, engines):
    own = subprocess.check_output([pq, "--version"], text=True).strip()
    revision = subprocess.check_output(
        ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], text=True).strip()
    others = [f"{name} {importlib.metadata.version(PACKAGES[name])}"
              for name in engines if name in PACKAGES]
    return " · ".join([f"{own} ({revision})", *others])
