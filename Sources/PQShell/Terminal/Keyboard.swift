import Glibc

/// Standard input as a source of keys, and the signals that can wake the wait for one.
final class Keyboard: KeySource {
  let signals: SignalPipe

  init(signals: SignalPipe) {
    self.signals = signals
  }

  func read(within milliseconds: Int32?, isWoken: Bool) -> KeySourceEvent {
    var descriptors: [(descriptor: Int32, event: Int32)] = [(STDIN_FILENO, POLLIN)]
    if isWoken { descriptors.append((signals.descriptor, POLLIN)) }
    let ready = TerminalDevice.wait(for: descriptors, within: milliseconds)
    if ready.count > 1, ready[1] { return .woken }
    guard ready[0] else { return milliseconds == nil ? .woken : .nothing }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &bytes, bytes.count)
    if count > 0 { return .bytes(Array(bytes.prefix(count))) }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? .woken : .end
  }
}

/// What the terminal is told beside text.
enum TerminalMode {
  static let bell = "\u{07}"
  static let clearScreen = "\u{1B}[H\u{1B}[2J"

  /// Whether the terminal marks what is pasted, so that a paste does not run as if typed.
  static func bracketedPaste(_ isOn: Bool) -> String {
    isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l"
  }
}
