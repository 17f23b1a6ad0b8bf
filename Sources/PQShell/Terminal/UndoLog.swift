/// The states of one line, for taking changes back and making them again.
///
/// A word typed in one go is one change.
struct UndoLog {
  struct State: Equatable {
    var text: [Unicode.Scalar]
    var cursor: Int
  }

  private var past: [State] = []
  private var future: [State] = []
  private var now = State(text: [], cursor: 0)
  /// Where the word being typed goes on, if the last change was typing.
  private var typingPlace: Int?

  /// Older changes stay.
  static let limit = 500

  /// Takes a state of the line, after whatever may have changed it.
  mutating func note(text: [Unicode.Scalar], cursor: Int) {
    defer { now = State(text: text, cursor: cursor) }
    guard text != now.text else { return }
    let isTyped = isOneMoreScalar(text, cursor)
    let goesOn =
      isTyped && typingPlace == now.cursor && !text[cursor - 1].properties.isWhitespace
    if !goesOn {
      past.append(now)
      if past.count > Self.limit { past.removeFirst() }
    }
    typingPlace = isTyped ? cursor : nil
    future = []
  }

  /// Returns the state before the last change, or `nil` at the beginning.
  mutating func undo() -> State? {
    guard let state = past.popLast() else { return nil }
    future.append(now)
    return become(state)
  }

  /// Returns the state that the last undo took back.
  mutating func redo() -> State? {
    guard let state = future.popLast() else { return nil }
    past.append(now)
    return become(state)
  }

  private mutating func become(_ state: State) -> State {
    typingPlace = nil
    now = state
    return state
  }

  /// Whether one scalar was put where the cursor was.
  private func isOneMoreScalar(_ text: [Unicode.Scalar], _ cursor: Int) -> Bool {
    text.count == now.text.count + 1 && cursor == now.cursor + 1
      && text[..<now.cursor] == now.text[..<now.cursor]
      && text[cursor...] == now.text[now.cursor...]
  }
}
