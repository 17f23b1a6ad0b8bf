import Glibc

setlocale(LC_CTYPE, "")
// A closed pipe is a quiet end: writing to it fails with EPIPE instead of killing the program.
signal(SIGPIPE, SIG_IGN)
exit(Program(arguments: Array(CommandLine.arguments.dropFirst())).run().rawValue)
