"""What is printed, put into the page about performance as well."""

import re
import sys

from data import ROOT

PATH = ROOT / "docs" / "performance.md"


HEADINGS = {"workload": "Questions", "small": "Small things", "growth": "As rows grow"}


class Page:
    """Keeps all that is printed for the fenced block below the mark `<!-- scripts/bench WHAT -->`."""

    def __init__(self, what):
        self.what = what
        self.mark = f"<!-- scripts/bench {what} -->"
        self.kept = []
        self.output = sys.stdout
        sys.stdout = self

    def write(self, text=None):
        """Prints a text and keeps it; without one, writes the page."""
        if text is not None:
            self.kept.append(text)
            return self.output.write(text)
        sys.stdout = self.output
        block = f"{self.mark}\n\n```text\n{''.join(self.kept).strip()}\n```\n"
        text = PATH.read_text(encoding="utf-8")
        if self.mark not in text:
            text += f"\n## {HEADINGS[self.what]}\n\n{self.mark}\n"
        old = re.compile(re.escape(self.mark) + r"\n(\n```text\n.*?\n```\n)?", re.DOTALL)
        PATH.write_text(old.sub(lambda _: block, text, count=1), encoding="utf-8")

    def flush(self):
        self.output.flush()
