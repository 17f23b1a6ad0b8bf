import Glibc

extension LineEditor: EditLineDelegate {
  /// Waits for a key on behalf of libedit, painting first if none is waiting: a paste or fast
  /// typing costs one frame.
  func readScalar() -> Unicode.Scalar? {
    while ending == nil {
      if !keys.hasPending() { paint() }
      switch keys.readKey() {
      case .scalar(let scalar):
        expectsContinue = false
        return scalar
      case .special(let key):
        expectsContinue = false
        return Unicode.Scalar(key.rawValue)
      case .woken: handleSignals()
      case .end: _ = finish(.endOfInput)
      }
    }
    return nil
  }

  func perform(_ command: EditCommand) -> EditOutcome {
    switch command {
    case .enter: return enter()
    case .newline: return insert("\n")
    case .interrupt: return finish(.interrupted, mark: "^C")
    case .endOfFile: return endOrDelete()
    case .suspend: return suspend()
    case .clear:
      TerminalDevice.write(TerminalMode.clearScreen)
      painter.reset()
      return .changed
    case .paste: return insert(keys.readPaste())
    case .rowStart: return move { rows, cursor in rows.start(ofRowAt: cursor) }
    case .rowEnd: return move { rows, cursor in rows.end(ofRowAt: cursor) }
    case .up: return moveRow(-1) { walk, line in walk.older(than: line) }
    case .down: return moveRow(1) { walk, _ in walk.newer() }
    }
  }

  private func enter() -> EditOutcome {
    let text = String(line.line.text)
    guard hooks.isComplete(text) else { return insert("\n") }
    return finish(.statement(text))
  }

  private func insert(_ text: String) -> EditOutcome {
    line.insert(text)
    return .changed
  }

  /// Ctrl-D ends the shell on an empty line, and deletes before anything else.
  private func endOrDelete() -> EditOutcome {
    let (text, cursor) = line.line
    if text.isEmpty { return finish(.endOfInput) }
    guard cursor < text.count else { return ring() }
    line.moveCursor(by: 1)
    line.deleteBackward(1)
    return .changed
  }

  private func move(to target: (EditedRows, Int) -> Int) -> EditOutcome {
    let (text, cursor) = line.line
    line.moveCursor(by: target(EditedRows(text), cursor) - cursor)
    return .moved
  }

  /// Moves by one row; from the first or last row, to another statement of the history.
  private func moveRow(
    _ distance: Int, orRecall recall: (inout HistoryWalk, String) -> String?
  ) -> EditOutcome {
    let (text, cursor) = line.line
    if let place = EditedRows(text).place(from: cursor, rowsDown: distance) {
      line.moveCursor(by: place - cursor)
      return .moved
    }
    guard let statement = recall(&walk, String(text)) else { return ring() }
    line.replaceLine(with: statement)
    return .changed
  }

  private func ring() -> EditOutcome {
    TerminalDevice.write(TerminalMode.bell)
    return .moved
  }

  /// Gives the terminal back and stops the program, as Ctrl-Z does anywhere else; returns when it
  /// goes on.
  private func suspend() -> EditOutcome {
    _ = finish(.interrupted)
    ending = nil
    line.setEditing(false)
    expectsContinue = true
    kill(getpid(), SIGTSTP)
    resume()
    return .changed
  }

  private func resume() {
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
