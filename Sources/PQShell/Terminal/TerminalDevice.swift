import CTerminal
import Glibc

/// The terminal behind a descriptor, and the signals that concern it.
package enum TerminalDevice {
  /// The size where the terminal does not tell one.
  static let usualSize = (rows: 24, columns: 80)

  package static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// Whether a line editor can work: standard input and output are a terminal that understands
  /// escape sequences.
  package static var allowsEditing: Bool {
    isTerminal(STDIN_FILENO) && understandsEscapes(STDOUT_FILENO)
  }

  /// Whether a stream goes to a terminal that can move its cursor and erase.
  static func understandsEscapes(_ descriptor: Int32) -> Bool {
    guard isTerminal(descriptor) else { return false }
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    return !name.isEmpty && name != "dumb"
  }

  package static func size(of descriptor: Int32 = STDOUT_FILENO) -> (rows: Int, columns: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return usualSize }
    return (
      size.ws_row > 0 ? Int(size.ws_row) : usualSize.rows,
      size.ws_col > 0 ? Int(size.ws_col) : usualSize.columns
    )
  }

  /// Returns the cells of a line, or `nil` when the stream goes to a file or a pipe.
  package static func width(of descriptor: Int32) -> Int? {
    isTerminal(descriptor) ? size(of: descriptor).columns : nil
  }

  /// Remembers the terminal's modes and puts them back however the program ends.
  package static func guardModes() {
    _ = terminal_guard(STDIN_FILENO)
  }

  /// Makes C's idea of characters UTF-8, without which libedit drops every Chinese one: the user's
  /// own locale if it is one of UTF-8, else the one that is always there.
  package static func useUTF8() {
    let own = setlocale(LC_CTYPE, "")
    let codeset = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) }
    if own == nil || codeset != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }

  /// Writes all of a text. A terminal that is gone swallows it.
  package static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
    var text = text
    text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          _ = wait(for: [(descriptor, POLLOUT)], within: nil)
        } else if errno != EINTR {
          return
        }
      }
    }
  }

  /// Waits until something can be done with one of the descriptors; tells with which.
  ///
  /// All are false when the time is over.
  static func wait(
    for descriptors: [(descriptor: Int32, event: Int32)], within milliseconds: Int32?
  ) -> [Bool] {
    var polled = descriptors.map {
      pollfd(fd: $0.descriptor, events: Int16(truncatingIfNeeded: $0.event), revents: 0)
    }
    while poll(&polled, nfds_t(polled.count), milliseconds ?? -1) < 0 {
      // After an interrupted wait the whole time may pass again: a signal is rare and time short.
      guard errno == EINTR else { break }
    }
    return polled.map { $0.revents != 0 }
  }
}

/// The signals that reach the program, in the order in which they came, taken one by one by the
/// thread that is ready for them.
package struct SignalPipe: Sendable {
  package let descriptor: Int32

  /// Catches the signals that a shell must not die of, or wants to know of.
  package init() {
    descriptor = terminal_signal_pipe()
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT] {
      _ = terminal_catch_signal(signal)
    }
  }

  /// Returns the next signal that has come, if any; never waits.
  package func take() -> Int32? {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1 { return Int32(byte) }
      if count == 0 || errno != EINTR { return nil }
    }
  }
}
