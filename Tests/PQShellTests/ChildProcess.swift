import Glibc

/// A program between pipes.
struct ChildProcess {
  private let process: pid_t
  private let input: Int32
  private let output: Int32
  private let messages: Int32

  struct Result {
    var output: String
    var messages: String
    var status: Int32
  }

  init(_ path: String, _ arguments: [String] = [], environment: [String: String] = [:]) {
    var input: [Int32] = [-1, -1]
    var output: [Int32] = [-1, -1]
    var messages: [Int32] = [-1, -1]
    for index in 0..<3 {
      if index == 0 { pipe(&input) } else if index == 1 { pipe(&output) } else { pipe(&messages) }
    }
    // Another test's child must not keep these pipes open.
    for end in input + output + messages { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, input[0], 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_adddup2(&actions, messages[1], 2)
    var variables = [
      "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "PQ_HISTORY": "", "TERM": "xterm",
    ]
    variables.merge(environment) { $1 }
    let argumentTexts = ([path] + arguments).map { strdup($0) } + [nil]
    let variableTexts = variables.map { strdup("\($0)=\($1)") } + [nil]
    var process = pid_t()
    posix_spawn(&process, path, &actions, nil, argumentTexts, variableTexts)
    posix_spawn_file_actions_destroy(&actions)
    for text in argumentTexts + variableTexts { free(text) }
    for end in [input[0], output[1], messages[1]] { close(end) }
    self.process = process
    (self.input, self.output, self.messages) = (input[1], output[0], messages[0])
  }

  /// Writes the program's input, then waits for its end.
  func finish(input text: String = "") -> Result {
    let bytes = Array(text.utf8)
    if !bytes.isEmpty { _ = write(input, bytes, bytes.count) }
    close(input)
    let written = ChildProcess.readAll(output)
    let said = ChildProcess.readAll(messages)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return Result(
      output: written, messages: said,
      status: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F))
  }

  private static func readAll(_ descriptor: Int32) -> String {
    var all: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &bytes, bytes.count)
      if count <= 0 { break }
      all += bytes.prefix(count)
    }
    close(descriptor)
    return String(decoding: all, as: UTF8.self)
  }
}
