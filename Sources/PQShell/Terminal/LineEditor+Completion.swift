extension LineEditor {
  /// Inserts the one completion at the cursor, or offers several in a menu until one is chosen.
  ///
  /// The menu chooses nothing by itself, unless it is entered from below (`step` -1).
  func complete(from step: Int) -> EditOutcome {
    let (text, cursor) = line.line
    guard let completion = hooks.complete(String(text), cursor), !completion.entries.isEmpty,
      completion.range.lowerBound >= 0, completion.range.upperBound <= text.count
    else { return ring() }
    if completion.entries.count == 1 {
      put(completion.entries[0], in: completion.range)
      return .changed
    }
    var menu = CompletionMenu(completion, text: text, cursor: cursor)
    if step < 0 {
      menu.step(by: step)
      show(menu)
    } else if let start = completion.commonStart(goingOnFrom: Array(text[completion.range])) {
      line.replace(completion.range, with: start)
    }
    return offer(menu)
  }

  /// Gives the keys to a menu until it is left.
  private func offer(_ offered: CompletionMenu) -> EditOutcome {
    var menu = offered
    overlay = .menu(menu)
    defer { overlay = .none }
    while let key = nextKey() {
      let before = menu.chosen
      switch key {
      case .scalar("\t"), .special(.down): menu.step(by: 1)
      case .special(.shiftTab), .special(.up): menu.step(by: -1)
      case .special(.right), .special(.left):
        let size = TerminalDevice.size()
        let height = menuHeight(under: layout(atEnd: true), screenRows: size.rows)
        menu.stepColumn(by: key == .special(.right) ? 1 : -1, width: size.columns, height: height)
      case .special(.pageDown), .special(.pageUp):
        let size = TerminalDevice.size()
        let height = menuHeight(under: layout(atEnd: true), screenRows: size.rows)
        menu.stepPage(by: key == .special(.pageDown) ? 1 : -1, width: size.columns, height: height)
      case .scalar("\u{1B}"), .scalar("\u{3}"), .scalar("\u{7}"):
        restore(menu)
        return .changed
      case .scalar("\r") where menu.chosen != nil, .scalar("\n") where menu.chosen != nil:
        return .changed
      default:
        putBack = key
        return .changed
      }
      if menu.chosen != before { show(menu) }
      overlay = .menu(menu)
    }
    return .finished
  }

  /// Puts the chosen entry into the line as it was before Tab.
  private func show(_ menu: CompletionMenu) {
    guard let entry = menu.chosenEntry else { return }
    line.replaceLine(with: String(menu.text))
    put(entry, in: menu.completion.range)
  }

  private func restore(_ menu: CompletionMenu) {
    line.replaceLine(with: String(menu.text))
    line.moveCursor(by: menu.cursor - menu.text.count)
  }

  private func put(_ entry: LineCompletion.Entry, in range: Range<Int>) {
    line.replace(range, with: entry.insertion)
    line.moveCursor(by: -min(max(0, entry.cursorBack), entry.insertion.unicodeScalars.count))
  }
}
