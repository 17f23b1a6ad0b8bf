#define _GNU_SOURCE
#include "cterminal.h"

#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct winsize size_of(int rows, int columns) {
  struct winsize size;
  memset(&size, 0, sizeof size);
  size.ws_row = (unsigned short)rows;
  size.ws_col = (unsigned short)columns;
  return size;
}

pid_t terminal_spawn(
    const char *path, char *const arguments[], char *const environment[], int rows, int columns,
    int *controller) {
  struct winsize size = size_of(rows, columns);
  pid_t process = forkpty(controller, NULL, NULL, &size);
  if (process != 0) return process;
  // A test runs on a thread that blocks signals, and a child inherits the mask.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(path, arguments, environment);
  _exit(127);
}

int terminal_resize(int controller, int rows, int columns) {
  struct winsize size = size_of(rows, columns);
  return ioctl(controller, TIOCSWINSZ, &size);
}
