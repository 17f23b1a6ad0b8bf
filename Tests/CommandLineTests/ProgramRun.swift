import Glibc

/// One run of the built program: arguments and standard input in, both outputs and the exit out.
struct ProgramRun {
  let output: String
  let errors: String
  /// The exit status; negative is the signal that ended it.
  let status: Int32

  /// The executable next to the test bundle: right for debug, release and any scratch path.
  static let program: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let runner = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let candidates = [runner] + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
    for candidate in candidates {
      guard let slash = candidate.lastIndex(of: "/") else { continue }
      let path = candidate[..<slash] + "/pq"
      if access(String(path), X_OK) == 0 { return String(path) }
    }
    return "pq-not-found"
  }()

  /// Runs a command of the POSIX shell in which `pq` is the built program.
  ///
  /// - Parameter seconds: After so long the program is taken for hung and killed.
  static func shell(
    _ command: String, in folder: String = "/", environment: [String: String] = [:],
    seconds: Int = 60
  ) -> ProgramRun {
    let text = "cd '\(folder)' || exit 99; pq() { '\(program)' \"$@\"; }\n\(command)"
    return run("/bin/sh", ["-c", text], environment: environment, seconds: seconds)
  }

  /// Runs the built program itself.
  static func pq(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) -> ProgramRun {
    run(program, arguments, input: input, environment: environment, seconds: 60)
  }

  private static func run(
    _ path: String, _ arguments: [String], input: String = "", environment: [String: String],
    seconds: Int
  ) -> ProgramRun {
    let streams = (0..<3).map { _ in makePipe() }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, streams[0].read, 0)
    posix_spawn_file_actions_adddup2(&actions, streams[1].write, 1)
    posix_spawn_file_actions_adddup2(&actions, streams[2].write, 2)
    let variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PQ_SAMPLE": ""]
      .merging(environment) { $1 }
    var process: pid_t = 0
    let failure = withCStrings([path] + arguments) { arguments in
      withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
        posix_spawn(&process, path, &actions, nil, arguments, variables)
      }
    }
    for descriptor in [streams[0].read, streams[1].write, streams[2].write] { close(descriptor) }
    guard failure == 0 else {
      for descriptor in [streams[0].write, streams[1].read, streams[2].read] { close(descriptor) }
      return ProgramRun(output: "", errors: "cannot start \(path)", status: -1)
    }
    var exchange = Exchange(
      input: Array(input.utf8), standardInput: streams[0].write,
      outputs: [streams[1].read, streams[2].read], process: process, seconds: seconds)
    exchange.run()
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return ProgramRun(
      output: exchange.text(0), errors: exchange.text(1),
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F))
  }

  /// A socket pair, since only that is closed in the children of other tests from the start.
  private static func makePipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    socketpair(AF_UNIX, kind, 0, &ends)
    return (ends[0], ends[1])
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}

/// Feeds a program's input and takes its outputs until both are closed.
private struct Exchange {
  let input: [UInt8]
  var standardInput: Int32
  var outputs: [Int32]
  let process: pid_t
  let seconds: Int
  private var taken: [[UInt8]] = [[], []]

  init(
    input: [UInt8], standardInput: Int32, outputs: [Int32], process: pid_t, seconds: Int
  ) {
    self.input = input
    self.standardInput = standardInput
    self.outputs = outputs
    self.process = process
    self.seconds = seconds
  }

  func text(_ stream: Int) -> String { String(decoding: taken[stream], as: UTF8.self) }

  mutating func run() {
    signal(SIGPIPE, SIG_IGN)
    let end = ContinuousClock.now + .seconds(seconds)
    var written = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    if input.isEmpty { closeInput() }
    while outputs.contains(where: { $0 >= 0 }) {
      if ContinuousClock.now > end {
        kill(process, SIGKILL)
        taken[1] += Array("\nkilled after \(seconds) seconds\n".utf8)
        break
      }
      var waiting = outputs.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      waiting.append(pollfd(fd: standardInput, events: Int16(POLLOUT), revents: 0))
      _ = poll(&waiting, nfds_t(waiting.count), 100)
      for stream in 0..<2 where waiting[stream].revents != 0 {
        let count = read(outputs[stream], &buffer, buffer.count)
        if count > 0 {
          taken[stream] += buffer[..<count]
        } else {
          close(outputs[stream])
          outputs[stream] = -1
        }
      }
      if waiting[2].revents != 0 {
        let count = input[written...].prefix(4096).withUnsafeBytes {
          write(standardInput, $0.baseAddress, $0.count)
        }
        written += max(0, count)
        if count < 0 || written == input.count { closeInput() }
      }
    }
    closeInput()
    for descriptor in outputs where descriptor >= 0 { close(descriptor) }
  }

  private mutating func closeInput() {
    if standardInput >= 0 { close(standardInput) }
    standardInput = -1
  }
}
