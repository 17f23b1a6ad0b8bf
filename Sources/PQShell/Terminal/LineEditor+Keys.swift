import Glibc

extension LineEditor: EditLineDelegate {
  /// After so many milliseconds without a key, the line is looked at for mistakes.
  private static let pause: Int32 = 400

  /// Waits for a key on behalf of libedit.
  func readScalar() -> Unicode.Scalar? {
    let (text, cursor) = line.line
    undoLog.note(text: text, cursor: cursor)
    switch nextKey() {
    case .scalar(let scalar): return scalar
    case .special(let key): return Unicode.Scalar(key.rawValue)
    case .woken, .end, nil: return nil
    }
  }

  /// Waits for a key; `nil` once the line has ended.
  ///
  /// Paints first if no key is waiting: a paste or fast typing costs one frame.
  func nextKey() -> Key? {
    if let key = putBack {
      putBack = nil
      return key
    }
    var hasPaused = false
    while ending == nil {
      if !keys.hasPending() {
        paint()
        if !hasPaused, keys.pause(of: Self.pause) {
          hasPaused = true
          if findMessage() { paint() }
        }
      }
      switch keys.readKey() {
      case .woken: handleSignals()
      // A terminal in raw mode has no end of input but its own: Ctrl-D is a key like any other. That
      // can be seen before the signal that tells of it has come.
      case .end: _ = finish(.terminated(signal: SIGHUP))
      case let key:
        expectsContinue = false
        message = nil
        return key
      }
    }
    return nil
  }

  /// Asks what is wrong with the text so far; tells whether there is anything to say.
  private func findMessage() -> Bool {
    guard case .none = overlay, message == nil else { return false }
    let text = line.line.text
    guard !text.isEmpty, text.count <= Self.longestHighlighted else { return false }
    message = hooks.pendingMessage(String(text))
    return message != nil
  }

  /// Gives the terminal back and stops the program, as Ctrl-Z does anywhere else; returns when it
  /// goes on.
  func suspend() -> EditOutcome {
    _ = finish(.interrupted)
    ending = nil
    line.setEditing(false)
    expectsContinue = true
    kill(getpid(), SIGTSTP)
    resume()
    return .changed
  }

  /// Takes the terminal again, with the cursor in an empty row.
  func resume() {
    line.setEditing(true)
    TerminalDevice.write(TerminalMode.bracketedPaste(true))
    painter.reset()
  }

  private func handleSignals() {
    while let signal = keyboard.signals.take() {
      switch signal {
      case SIGWINCH:
        line.resize()
        TerminalDevice.write(painter.eraseAfterResize(width: TerminalDevice.size().columns))
      case SIGCONT:
        // After a stop of our own the line is on the screen again already.
        if expectsContinue { expectsContinue = false } else { resume() }
      case SIGINT: _ = finish(.interrupted, mark: "^C")
      case SIGTERM, SIGHUP: _ = finish(.terminated(signal: signal))
      default: break
      }
    }
  }
}
