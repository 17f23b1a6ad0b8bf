#ifndef CTERMINAL_H
#define CTERMINAL_H

// What Swift cannot do about a terminal: signal handlers, C's stdio globals, a file that swallows
// what is written to it, and a child behind a pseudoterminal.

#include <stdio.h>
#include <sys/types.h>

// Returns the end of a pipe on which every caught signal arrives as one byte, its number; -1 if
// there can be no pipe. The pipe is made on the first call and never blocks.
int terminal_signal_pipe(void);

// Sends a signal to the pipe from now on. The handler does nothing but write, so that it is safe
// whatever any thread is doing. Returns 0, or -1 with errno.
int terminal_catch_signal(int signal_number);

// Remembers a terminal's modes and puts them back when the program ends, also when it crashes.
// Returns 0, or -1 with errno if the descriptor is no terminal.
int terminal_guard(int descriptor);

// Puts the remembered modes back now. Does nothing if none were remembered.
void terminal_restore(void);

// Swift rejects C's globals as shared mutable state.
FILE *terminal_standard_input(void);

// Returns a file that swallows everything and counts the bells (BEL) in `*bell_count`.
FILE *terminal_sink(int *bell_count);

// Starts a program on a new pseudoterminal, with all signals unblocked; the other end goes to
// `*controller`. Returns the process, or -1 with errno. In C, because Swift forbids fork.
pid_t terminal_spawn(
    const char *path, char *const arguments[], char *const environment[], int rows, int columns,
    int *controller);

// Changes the size of a pseudoterminal; the program on it gets SIGWINCH.
int terminal_resize(int controller, int rows, int columns);

#endif
