import PQDiagnostics

extension LineEditor {
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
    case .rowEnd: return acceptHint() ?? move { rows, cursor in rows.end(ofRowAt: cursor) }
    case .up: return moveRow(-1) { walk, line in walk.older(than: line) }
    case .down: return moveRow(1) { walk, _ in walk.newer() }
    case .delete: return line.hasViKeys ? deleteForward() : .passed(to: .plainDelete)
    case .forward: return acceptHint() ?? forward()
    case .forwardWord: return acceptHint(Self.firstWord) ?? .passed(to: .plainWordRight)
    case .complete: return complete(from: 1)
    case .completeBackward: return complete(from: -1)
    case .search: return search()
    case .undo: return show(undoLog.undo())
    case .redo: return show(undoLog.redo())
    case .edit: return editOutside()
    }
  }

  func enter() -> EditOutcome {
    let text = String(line.line.text)
    guard hooks.isComplete(text) else { return insert("\n") }
    return finish(.statement(text))
  }

  func ring() -> EditOutcome {
    TerminalDevice.write(TerminalMode.bell)
    return .moved
  }

  private func insert(_ text: String) -> EditOutcome {
    line.insert(text)
    return .changed
  }

  private func forward() -> EditOutcome {
    // libedit thinks of vi's command mode also in its insert mode: it stops before the last
    // character, and steps back when it deletes that.
    guard line.hasViKeys else { return .passed(to: .plainRight) }
    let (text, cursor) = line.line
    if cursor == text.count { return ring() }
    line.moveCursor(by: 1)
    return .moved
  }

  /// Ctrl-D ends the shell on an empty line, and deletes before anything else.
  private func endOrDelete() -> EditOutcome {
    let text = line.line.text
    return text.isEmpty ? finish(.endOfInput) : deleteForward()
  }

  private func deleteForward() -> EditOutcome {
    let (text, cursor) = line.line
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

  /// Inserts what is offered behind the text, or a part of it; `nil` if nothing is.
  private func acceptHint(_ part: (String) -> String = { $0 }) -> EditOutcome? {
    let hint = hint()
    return hint.isEmpty ? nil : insert(part(hint))
  }

  /// Returns a text up to the end of its first word.
  ///
  ///     " | count by"    " | count"
  private static func firstWord(_ text: String) -> String {
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    let scalars = text.unicodeScalars
    let start = scalars.firstIndex(where: isWord) ?? scalars.endIndex
    let end = scalars[start...].firstIndex { !isWord($0) } ?? scalars.endIndex
    return String(scalars[..<end])
  }

  private func show(_ state: UndoLog.State?) -> EditOutcome {
    guard let state else { return ring() }
    line.replaceLine(with: String(state.text))
    line.moveCursor(by: state.cursor - state.text.count)
    return .changed
  }

  /// Lets the user's own editor change the text.
  private func editOutside() -> EditOutcome {
    guard hooks.startsPrograms() else {
      message = LineEditorTexts.startsNothing.text(in: hooks.language)
      return .changed
    }
    let text = String(line.line.text)
    TerminalDevice.write(painter.erase() + TerminalMode.bracketedPaste(false))
    line.setEditing(false)
    let result = ExternalEditor.edit(text, signals: keyboard.signals)
    resume()
    switch result {
    case .text(let edited): line.replaceLine(with: edited)
    case .failed(_, let status) where !ExternalEditor.notFound.contains(status): break
    case .failed: message = LineEditorTexts.noEditor.text(in: hooks.language)
    }
    return .changed
  }
}
