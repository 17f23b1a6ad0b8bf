import Glibc

/// Runs other programs: the pager, the editor, a command of the system's shell.
enum ExternalProgram {
  /// How often the end of a program is looked for.
  private static let interval: Int32 = 10

  /// Runs a command by the system's shell and waits for its end; returns its exit status, 128 and the
  /// signal that it died of, or 127 if it cannot be started.
  ///
  /// `input` is what it reads; without it, it reads what the shell reads if that is a terminal.
  /// Ctrl-C is for the program; a signal that ends the shell ends it, too, and is left for the shell.
  static func run(
    _ command: String, in folder: String, input: String?, signals: SignalPipe
  ) -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return 127 }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (reading, writing) = (ends[0], ends[1])
    let started = start(command, in: folder, input: input == nil ? nil : reading)
    close(reading)
    guard let process = started else {
      close(writing)
      return 127
    }
    if let input { TerminalDevice.write(input, to: writing) }
    close(writing)
    return wait(for: process, signals)
  }

  private static func start(_ command: String, in folder: String, input: Int32?) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    } else if !TerminalDevice.isTerminal(STDIN_FILENO) {
      // What stands in the pipe are the shell's own statements.
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    let words = ["/bin/sh", "-c", "cd -- \"$1\" && eval \"$2\"", "sh", folder, command]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for text in arguments { free(text) } }
    var process = pid_t()
    let failure = posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, environ)
    return failure == 0 ? process : nil
  }

  private static func wait(for process: pid_t, _ signals: SignalPipe) -> Int32 {
    var status: Int32 = 0
    var ending: Int32?
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process || (ended < 0 && errno != EINTR) { break }
      _ = TerminalDevice.wait(for: [(signals.descriptor, POLLIN)], within: interval)
      while let signal = signals.take() {
        guard signal == SIGTERM || signal == SIGHUP else { continue }
        ending = signal
        kill(process, signal)
      }
    }
    if let ending { raise(ending) }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
