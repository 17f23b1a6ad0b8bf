import PQDiagnostics

extension LineEditor {
  private enum SearchStep {
    case goOn
    /// Goes back to the line as it was.
    case leave
    /// Edits the statement found; what else the key means is done to it.
    case take(Key?)
    case run
  }

  /// Searches the history for a statement, newest first.
  func search() -> EditOutcome {
    var search = HistorySearch(walk.entries)
    overlay = .search(search)
    defer { overlay = .none }
    while let key = nextKey() {
      switch step(key, &search) {
      case .goOn: overlay = .search(search)
      case .leave: return .changed
      case .take(let key):
        putBack = key
        if let entry = search.chosen { line.replaceLine(with: entry.text) }
        return .changed
      case .run:
        guard let entry = search.chosen else { continue }
        overlay = .none
        line.replaceLine(with: entry.text)
        return enter()
      }
    }
    return .finished
  }

  private func step(_ key: Key, _ search: inout HistorySearch) -> SearchStep {
    switch key {
    case .scalar("\u{12}"), .special(.down), .special(.pageDown):
      if !search.step(by: 1) { _ = ring() }
    case .scalar("\u{13}"), .special(.up), .special(.pageUp):
      if !search.step(by: -1) { _ = ring() }
    case .scalar("\u{1B}"), .scalar("\u{7}"), .scalar("\u{3}"): return .leave
    case .scalar("\r"), .scalar("\n"):
      if search.chosen != nil { return .run }
      _ = ring()
    case .scalar("\t"), .special(.right): return .take(nil)
    case .scalar("\u{7F}"), .scalar("\u{8}"):
      if search.query.isEmpty { return .leave }
      search.change { $0.unicodeScalars.removeLast() }
    case .scalar("\u{15}"): search.change { $0 = "" }
    case .scalar("\u{17}"):
      search.change { query in
        while query.last == " " { query.removeLast() }
        while query.last.map({ $0 != " " }) ?? false { query.removeLast() }
      }
    case .special(.paste):
      let pasted = keys.readPaste().replacing("\n", with: " ")
      search.change { $0 += pasted }
    case .scalar(let scalar) where !DisplayWidth.isControl(scalar):
      search.change { $0.unicodeScalars.append(scalar) }
    case .scalar, .special: return .take(key)
    case .woken, .end: break
    }
    return .goOn
  }
}
