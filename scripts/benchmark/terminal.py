"""A program at a pseudoterminal, and how long its screen takes to follow a key."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

# The editor asks for bracketed paste when it waits for a line: that is the prompt's first byte.
PROMPT = b"\x1b[?2004h"
QUIET_SECONDS = 0.05


class Terminal:
    def __init__(self, command, environment):
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.execve(command[0], command, environment | {"TERM": "xterm-256color"})
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def until(self, expected, seconds):
        """Reads until `expected` has come; returns when, or raises."""
        received = b""
        deadline = time.perf_counter() + seconds
        while expected not in received:
            left = deadline - time.perf_counter()
            if left <= 0 or not select.select([self.descriptor], [], [], left)[0]:
                raise TimeoutError(f"no {expected!r} in {seconds} s after {received[-200:]!r}")
            received += os.read(self.descriptor, 1 << 16)
        return time.perf_counter()

    def drain(self):
        """Reads until nothing more comes; returns when the last came, or `None`."""
        last = None
        while select.select([self.descriptor], [], [], QUIET_SECONDS)[0]:
            os.read(self.descriptor, 1 << 16)
            last = time.perf_counter()
        return last

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def after_key(self, key):
        """Milliseconds from a key to the last byte that the screen gets for it."""
        start = time.perf_counter()
        self.type(key)
        last = self.drain()
        return (last - start) * 1000 if last else 0.0

    def interrupted(self, statement, after):
        """Milliseconds from Ctrl-C, `after` seconds into a statement, to the prompt."""
        self.drain()
        self.type(statement + "\r")
        end = time.perf_counter() + after
        while time.perf_counter() < end:
            if select.select([self.descriptor], [], [], 0.01)[0]:
                if PROMPT in os.read(self.descriptor, 1 << 16):
                    raise TimeoutError(f"it was done within {after} s")
        start = time.perf_counter()
        self.type("\x03")
        return (self.until(PROMPT, 60) - start) * 1000

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.descriptor)
