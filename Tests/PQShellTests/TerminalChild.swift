import CTerminal
import Glibc

/// A program on a pseudoterminal, and the screen that shows what it wrote.
///
/// Waits for conditions and never for a time: no wait is longer than the program needs.
final class TerminalChild {
  let process: pid_t
  var screen: Screen
  /// Everything the program has written.
  private(set) var output: [UInt8] = []
  /// Spoils what the program writes before it is shown.
  var breaking: ((String) -> String)?
  private var controller: Int32
  private var isRunning = true

  init(
    _ path: String, _ arguments: [String] = [], rows: Int = 12, columns: Int = 40,
    environment: [String: String] = [:]
  ) {
    var variables = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
      "PATH": "/usr/bin:/bin", "PQ_HISTORY": "",
    ]
    variables.merge(environment) { $1 }
    var arguments = ([path] + arguments).map { strdup($0) } + [nil]
    var variableTexts = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + variableTexts { free(text) } }
    var controller: Int32 = -1
    process = terminal_spawn(
      path, &arguments, &variableTexts, Int32(rows), Int32(columns), &controller)
    self.controller = controller
    screen = Screen(rows: rows, columns: columns)
  }

  deinit {
    if isRunning {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(controller)
  }

  /// Reads the program's output until the screen is as wanted; false if that does not come.
  func wait(seconds: Int = 20, until isWanted: (Screen) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while !isWanted(screen) {
      guard ContinuousClock.now < end else { return false }
      guard readSome() else { return isWanted(screen) }
    }
    return true
  }

  func type(_ text: String) { type(Array(text.utf8)) }

  /// Writes bytes to the program, reading what it answers meanwhile so that neither side is stuck.
  func type(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(1024))
      let count = write(controller, piece, piece.count)
      if count <= 0 { return }
      rest = rest.dropFirst(count)
      if !rest.isEmpty { _ = readSome(within: 0) }
    }
  }

  /// Gives the terminal another size, with an empty screen.
  func resize(rows: Int, columns: Int) {
    screen = Screen(rows: rows, columns: columns)
    _ = terminal_resize(controller, Int32(rows), Int32(columns))
  }

  /// Reads what there is to read now, so that the program does not wait for a reader.
  func drain() {
    while hasOutput(within: 0), readSome(within: 0) {}
  }

  /// Takes the terminal away, as a lost connection does.
  func hangUp() {
    close(controller)
    controller = -1
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for the program's end: its exit status, or minus the signal it died of. A program that
  /// does not end is killed.
  func exitStatus(seconds: Int = 20) -> Int32 {
    let end = ContinuousClock.now + .seconds(seconds)
    while controller >= 0, readSome() {
      if ContinuousClock.now > end { kill(process, SIGKILL) }
    }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    isRunning = false
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }

  /// Whether the terminal's modes are those of a terminal nobody edits at.
  var isCooked: Bool {
    var modes = termios()
    tcgetattr(controller, &modes)
    return modes.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == tcflag_t(ICANON | ECHO | ISIG)
  }

  private func hasOutput(within milliseconds: Int32) -> Bool {
    var polled = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, milliseconds) > 0
  }

  /// Feeds what the program has written to the screen; false when the program is gone.
  private func readSome(within milliseconds: Int32 = 100) -> Bool {
    guard hasOutput(within: milliseconds) else { return true }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(controller, &bytes, bytes.count)
    guard count > 0 else { return false }
    output += bytes.prefix(count)
    if let breaking {
      screen.feed(breaking(String(decoding: bytes.prefix(count), as: UTF8.self)))
    } else {
      screen.feed(Array(bytes.prefix(count)))
    }
    return true
  }
}

/// Returns the path of a program of this package, which is built beside the tests.
func builtProgram(_ name: String) -> String {
  var own = [CChar](repeating: 0, count: 4096)
  let count = max(0, readlink("/proc/self/exe", &own, own.count))
  let runner = String(decoding: own.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  for path in [runner] + CommandLine.arguments {
    guard let slash = path.lastIndex(of: "/") else { continue }
    let candidate = path[..<slash] + "/" + name
    if access(String(candidate), X_OK) == 0 { return String(candidate) }
  }
  return name
}
