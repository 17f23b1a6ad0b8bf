"""How fast this machine reads memory: two threads compare two arrays, as a scan reads columns."""

import ctypes
import threading
import time

SIZE = 128 << 20
THREADS = 2


def read_bytes_per_second(repeat=7):
    """Returns the best of some rounds. `memcmp` of equal arrays reads each byte of both once, with
    the widest instructions that the machine has, and leaves Python's lock while it does."""
    compare = ctypes.CDLL(None).memcmp
    compare.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]
    pairs = [(bytes([1]) * SIZE, bytes(bytearray([1]) * SIZE)) for _ in range(THREADS)]
    best = 0.0
    for _ in range(repeat):
        threads = [
            threading.Thread(target=compare, args=(*map(address, pair), SIZE)) for pair in pairs]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        best = max(best, 2 * THREADS * SIZE / (time.perf_counter() - start))
    return best


def address(array):
    return ctypes.cast(ctypes.c_char_p(array), ctypes.c_void_p).value
