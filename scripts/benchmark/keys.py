"""A key and Tab to the screen with many rows open: in the middle of every kind of line."""

import os
import time

from data import data
from machine import machine, versions
from terminal import PROMPT, Terminal

LINE = "cases where channel=online and persons > 3 | count by township"
# Where Tab has to look at the grammar, the names in scope, the values of a column, a stage before.
TABS = [
    "ca", "cases wh", "cases where ", "cases where chan", "cases where channel=",
    "cases where township = ", "cases where township = 青", "cases where registered in ",
    "cases | count by ", "cases | summarise ", "cases | derive late = days > 15 | where la",
    "cases | count by township, channel | pivot channel | sort ",
    "cases | count by township | pivot township | sort ", "mediations where case.",
    "cases where any(", "信访件 其中 wtsd", "信访件 | 计数 按 xfxs",
]


def shell(options, files):
    """Opens the tables and waits for the prompt."""
    terminal = Terminal(
        [options.pq, "--no-init", *(f"{name}={path}" for name, path in files.items())], os.environ)
    terminal.until(PROMPT, 1_200)
    terminal.drain()
    return terminal


def clear(terminal):
    """Leaves the menu, and the line."""
    terminal.type("\x1b")
    time.sleep(0.05)
    terminal.drain()
    for _ in range(2):
        terminal.type("\x03")
        terminal.drain()


def measure(terminal, figures):
    figures.add("a keystroke to the screen", "pq", [terminal.after_key(key) for key in LINE], target=5)
    clear(terminal)
    tabs = []
    for line in TABS:
        terminal.type(line)
        terminal.drain()
        tabs.append(terminal.after_key("\t"))
        clear(terminal)
    figures.add("Tab to the screen", "pq", tabs, target=10)


def main(options, figures):
    files = data(figures.rows)
    print(f"{machine()}\n{versions(options.pq, [])}\n\n{'milliseconds':<53}{'median':>10}{'most':>10}{'target':>10}")
    print(f"with {figures.rows:,} cases open:")
    terminal = shell(options, files)
    figures.attempt("keys", lambda: measure(terminal, figures))
    terminal.close()
    return 1 if figures.failed else 0
