"""The table of figures, printed line by line as they come."""

import math

WIDTH = 12


class Table:
    def __init__(self, names, bandwidth):
        self.names = names
        self.bandwidth = bandwidth
        self.ratios = {}

    def header(self):
        memory = f"{'of memory':>11}" if self.bandwidth else ""
        return f"{'':<14}" + "".join(f"{name:>{WIDTH}}" for name in self.names) + (
            f"{'ratio':>8}" if len(self.names) > 1 else "") + memory

    def line(self, name, medians, bytes_touched=0):
        """One question: each engine's milliseconds, the first one's ratio to the best other, and
        which part of the memory's bandwidth it reaches, reading each byte once."""
        cells = "".join(
            f"{medians[n]:>{WIDTH},.2f}" if n in medians else f"{'–':>{WIDTH}}"
            for n in self.names)
        own = medians.get(self.names[0])
        others = [medians[n] for n in self.names[1:] if n in medians]
        ratio = f"{'–':>8}" if len(self.names) > 1 else ""
        if own is not None and others:
            self.ratios[name] = own / min(others)
            ratio = f"{self.ratios[name]:>8.2f}"
        memory = ""
        if self.bandwidth and own and bytes_touched:
            memory = f"{bytes_touched / (own / 1000) / self.bandwidth:>11.0%}"
        return f"{name:<14}{cells}{ratio}{memory}"

    def mean(self):
        """The geometric mean of the questions' ratios; a load is no question."""
        ratios = [ratio for name, ratio in self.ratios.items() if name != "load"]
        if not ratios:
            return "no ratios"
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        slower = [name for name in self.ratios if self.ratios[name] > 1]
        return (f"geometric mean of the ratios of {len(ratios)} questions: {mean:.3f} "
                f"({1 / mean:.1f} times faster); slower than the best other: "
                + (", ".join(slower) or "none"))
