#define _GNU_SOURCE
#include "cterminal.h"

#include <string.h>

FILE *terminal_standard_input(void) { return stdin; }

static ssize_t count_bells(void *cookie, const char *bytes, size_t count) {
  int *bell_count = cookie;
  for (size_t index = 0; index < count; index++) {
    if (bytes[index] == '\a') *bell_count += 1;
  }
  return (ssize_t)count;
}

FILE *terminal_sink(int *bell_count) {
  cookie_io_functions_t functions;
  memset(&functions, 0, sizeof functions);
  functions.write = count_bells;
  FILE *sink = fopencookie(bell_count, "w", functions);
  // Without a buffer, so that a bell is counted before the next key is read.
  if (sink != NULL) setvbuf(sink, NULL, _IONBF, 0);
  return sink;
}
