import Glibc

/// Reads statements where there is no terminal to edit at: pipes, files, TERM=dumb.
///
/// No prompt, no escapes, no history. A statement goes on over lines as it does in a script.
package final class PlainReader: LineReading {
  private let signals: SignalPipe
  private let rules: StatementRules
  private let isTerminal: Bool
  private var bytes: [UInt8] = []
  private var next = 0
  private var isAtEnd = false
  /// A line that was read to see whether it belongs to the statement before it.
  private var peeked: String?

  package init(signals: SignalPipe, rules: StatementRules) {
    self.signals = signals
    self.rules = rules
    isTerminal = TerminalDevice.isTerminal(STDIN_FILENO)
  }

  package func readStatement() -> LineReadResult {
    var statement: String?
    while true {
      switch readLine() {
      case .statement(let line):
        statement = statement.map { $0 + "\n" + line } ?? line
      case .endOfInput:
        return statement.map { .statement($0) } ?? .endOfInput
      case let other:
        return other
      }
      guard let text = statement, rules.isComplete(text) else { continue }
      // A person at a terminal would wait for an answer that waits for the next line.
      if isTerminal { return .statement(text) }
      switch readLine() {
      case .statement(let line):
        peeked = line
        if !rules.continues(text, line) { return .statement(text) }
      case .endOfInput: return .statement(text)
      case let other: return other
      }
    }
  }

  package func remember(_ statement: String) {}

  /// Reads one line, without its line break.
  private func readLine() -> LineReadResult {
    if let line = peeked {
      peeked = nil
      return .statement(line)
    }
    var scanned = next
    while true {
      if let end = bytes[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
        return .statement(takeLine(upTo: end, skipping: 1))
      }
      scanned = bytes.count
      if isAtEnd {
        return next < bytes.count
          ? .statement(takeLine(upTo: bytes.count, skipping: 0)) : .endOfInput
      }
      let ready = TerminalDevice.wait(
        for: [(STDIN_FILENO, POLLIN), (signals.descriptor, POLLIN)], within: nil)
      if ready[1], let ending = endingSignal() { return .terminated(signal: ending) }
      if ready[0] {
        scanned -= next
        readBlock()
      }
    }
  }

  private func takeLine(upTo end: Int, skipping lineBreak: Int) -> String {
    var line = bytes[next..<end]
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    next = end + lineBreak
    return String(decoding: line, as: UTF8.self)
  }

  /// Appends what can be read, after letting go of the lines already taken.
  private func readBlock() {
    bytes.removeFirst(next)
    next = 0
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(STDIN_FILENO, &block, block.count)
    if count > 0 { bytes += block.prefix(count) }
    if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { isAtEnd = true }
  }

  private func endingSignal() -> Int32? {
    while let signal = signals.take() {
      if signal == SIGINT || signal == SIGTERM || signal == SIGHUP { return signal }
    }
    return nil
  }
}
