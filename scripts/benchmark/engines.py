"""The engines as the driver sees them: processes that load once and are asked often."""

import csv
import io
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent


class Failure(Exception):
    """An engine does not answer: what it says, or that it stopped or takes too long."""


class Engine:
    """A process behind pipes. Whatever fails is reported, and the next question finds it anew."""

    def __init__(self, name, timeout):
        self.name = name
        self.timeout = timeout
        self.process = None
        self.files = None
        self.peak_mb = 0.0
        self.said = tempfile.TemporaryFile()

    def start(self):
        self.stop()
        self.rest = b""
        self.process = subprocess.Popen(
            self.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.said,
            bufsize=0)

    def stop(self):
        if self.process:
            self.keep_peak()
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None

    def keep_peak(self):
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return
        for line in status.splitlines():
            if line.startswith("VmHWM"):
                self.peak_mb = max(self.peak_mb, int(line.split()[1]) / 1024)

    def ensure(self):
        """Starts and loads again after a failure that ended the process."""
        if self.process is None:
            self.load(self.files)

    def send(self, text):
        try:
            self.process.stdin.write(text.encode())
        except BrokenPipeError:
            self.give_up("it stopped")

    def receive(self, ending, timeout):
        """Returns what comes before `ending`, and when the last of it came."""
        deadline = time.perf_counter() + timeout
        received, arrived = self.rest, None
        while ending not in received:
            left = deadline - time.perf_counter()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                self.give_up(f"no answer in {timeout:.0f} s")
            piece = os.read(self.process.stdout.fileno(), 1 << 20)
            if not piece:
                self.give_up("it stopped")
            received += piece
            # The ending is not part of an answer, unless that has no other.
            if piece != ending or arrived is None:
                arrived = time.perf_counter()
        answer, self.rest = received.split(ending, 1)
        return answer, arrived

    def give_up(self, why):
        said = self.last_words()
        self.stop()
        raise Failure(f"{why} {said}".strip())

    def last_words(self):
        """The end of what the process wrote to standard error."""
        size = self.said.seek(0, os.SEEK_END)
        self.said.seek(max(0, size - 400))
        lines = self.said.read().decode(errors="replace").strip().splitlines()
        self.said.truncate(0)
        return " / ".join(line.strip() for line in lines if line.strip())[-300:]


class Peer(Engine):
    """An engine behind `peer.py`, which takes the time itself."""

    def __init__(self, name, timeout, values):
        super().__init__(name, timeout)
        self.values = values

    def command(self):
        return [sys.executable, str(HERE / "peer.py"), self.name]

    def ask(self, request, timeout):
        self.send(json.dumps(request) + "\n")
        answer = json.loads(self.receive(b"\n", timeout)[0])
        self.peak_mb = max(self.peak_mb, answer["peak_mb"])
        if "failed" in answer:
            raise Failure(answer["failed"])
        return answer

    def load(self, files):
        self.files = files
        self.start()
        self.ask({"prepare": self.values}, 60)
        return self.ask({"load": {name: str(path) for name, path in files.items()}}, 1_200)["ms"]

    def can(self, question):
        if self.name == "polars":
            return question.polars
        return getattr(question, self.name) is not None

    def run(self, question, out):
        self.ensure()
        answer = self.ask({"run": question.name, "out": str(out)}, self.timeout)
        return answer["ms"], answer["rows"]


class PQ(Engine):
    """The shell between pipes: a time is from the sending of a question to the last byte of its
    answer, reading the question, planning and printing included."""

    ENDING = b"@end@\n"

    def __init__(self, program, timeout, name="pq"):
        super().__init__(name, timeout)
        self.program = str(program)
        self.folder = tempfile.TemporaryDirectory()
        self.audit = Path(self.folder.name) / "audit.jsonl"

    def command(self):
        # Private columns are shown, and recorded as asked for, so that answers can be compared.
        return [
            self.program, "--no-init", "-o", "csv", "--reveal", "petitioner,summary",
            "--reason", "benchmark", "--audit", str(self.audit),
            *(f"{name}={path}" for name, path in self.files.items())]

    def load(self, files):
        self.files = files
        start = time.perf_counter()
        self.start()
        _, arrived = self.ask("cases | take 1", 1_200)
        return (arrived - start) * 1000

    def ask(self, statement, timeout):
        # A statement ends where the next line does not go on with it; a meta command never does.
        self.send(f'{statement}\nprint "@end@"\n.timer off\n')
        return self.receive(self.ENDING, timeout)

    def can(self, question):
        return True

    def run(self, question, out):
        self.ensure()
        self.said.seek(0, os.SEEK_END)
        self.said.truncate(0)
        start = time.perf_counter()
        answer, arrived = self.ask(question.pq.replace("{out}", str(out)), self.timeout)
        elapsed = (arrived - start) * 1000
        # A blank line stands between two answers.
        rows = [row for row in csv.reader(io.StringIO(answer.decode())) if row]
        said = self.last_words() if not rows and not question.writes else ""
        if said:
            raise Failure(said)
        return elapsed, rows[1:]
