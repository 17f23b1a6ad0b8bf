#define _GNU_SOURCE
#include "cterminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved_modes;
static int guarded = -1;

void terminal_restore(void) {
  if (guarded < 0) return;
  // In the background, tcsetattr would stop the program instead of letting it end.
  if (tcgetpgrp(guarded) != getpgrp()) return;
  // Plain color, no bracketed paste, a visible cursor.
  static const char reset[] = "\033[0m\033[?2004l\033[?25h";
  tcsetattr(guarded, TCSANOW, &saved_modes);
  if (write(guarded, reset, sizeof reset - 1) < 0) {}
}

// The handler is installed once only (SA_RESETHAND), so raising again ends the program the way
// the signal would have ended it.
static void restore_and_crash(int signal_number) {
  terminal_restore();
  raise(signal_number);
}

int terminal_guard(int descriptor) {
  if (tcgetattr(descriptor, &saved_modes) != 0) return -1;
  int is_first = guarded < 0;
  guarded = descriptor;
  if (!is_first) return 0;
  atexit(terminal_restore);

  // A stack that overflowed has no room for the handler.
  static char handler_stack[1 << 15];
  stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = restore_and_crash;
  action.sa_flags = (int)SA_RESETHAND | SA_NODEFER | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
  for (size_t index = 0; index < sizeof fatal / sizeof *fatal; index++) {
    sigaction(fatal[index], &action, NULL);
  }
  return 0;
}
