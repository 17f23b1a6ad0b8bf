import CEditline
import CTerminal
import Glibc

/// What libedit asks of its owner.
protocol EditLineDelegate: AnyObject {
  /// Waits for a key; `nil` ends the line.
  func readScalar() -> Unicode.Scalar?
  func perform(_ command: EditCommand) -> EditOutcome
}

/// libedit without its drawing: it edits the text, and its owner shows it.
///
/// libedit keeps key maps, `.editrc`, word motions, kill and yank, arguments, quoted insert, and
/// the terminal's modes. What it would draw goes to a file that swallows it, for it is wrong for
/// Chinese. This is the only file that calls libedit. It belongs to one thread.
final class EditLine {
  private let handle: OpaquePointer
  private let history: OpaquePointer
  private let sink: UnsafeMutablePointer<FILE>
  private let bellCount: UnsafeMutablePointer<Int32>
  private weak var delegate: (any EditLineDelegate)?

  /// How many statements libedit's own commands (`ESC p`, vi's `n`) can find: more would be felt
  /// when the shell starts.
  static let historySize = 1000

  /// Sets libedit up on standard input and output; `nil` if it cannot be.
  ///
  /// `program` is the name by which `.editrc` may address lines to it alone.
  init?(program: String) {
    bellCount = .allocate(capacity: 1)
    bellCount.initialize(to: 0)
    guard let sink = terminal_sink(bellCount),
      let handle = el_init_fd(
        program, terminal_standard_input(), sink, sink, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO),
      let history = history_winit()
    else { return nil }
    self.sink = sink
    self.handle = handle
    self.history = history
    _ = editline_history_set_size(history, Int32(Self.historySize))
    _ = editline_set_history(handle, history)
    _ = Self.withWideText("emacs") { editline_set_editor(handle, $0) }
    // libedit's own signal handling sends a signal on to the whole process group.
    _ = editline_set_number(handle, EL_SIGNAL, 0)
  }

  deinit {
    el_end(handle)
    history_wend(history)
    fclose(sink)
    bellCount.deallocate()
  }

  /// Makes `delegate` answer for keys and commands, then reads the user's `.editrc` and binds the
  /// keys that must mean what they do here.
  func attach(to delegate: any EditLineDelegate) {
    self.delegate = delegate
    _ = editline_set_client(handle, Unmanaged.passUnretained(self).toOpaque())
    _ = editline_set_reader(handle) { handle, character in
      guard let scalar = EditLine.of(handle)?.delegate?.readScalar() else { return 0 }
      character?.pointee = wchar_t(bitPattern: scalar.value)
      return 1
    }
    for (command, function) in Self.functions {
      _ = editline_add_function(handle, command.name, command.name, function)
    }
    el_source(handle, nil)
    // `edit off` in `.editrc` would leave the terminal to echo beside what is painted.
    _ = editline_set_number(handle, EL_EDITMODE, 1)
    // Ctrl-C is a key while a line is edited; Ctrl-S stops no output then; CR and LF stay apart.
    for mode in ["-isig", "-ixon", "-icrnl", "-inlcr"] { _ = editline_set_edit_mode(handle, mode) }
    bindKeys()
  }

  /// Edits one line until a command or the delegate ends it; returns what libedit holds then.
  func edit() -> String {
    var count: Int32 = 0
    guard let text = el_wgets(handle, &count), count > 0 else { return "" }
    return Self.string(UnsafeBufferPointer(start: text, count: Int(count)))
  }

  /// The text and the cursor's place in it.
  var line: (text: [Unicode.Scalar], cursor: Int) {
    guard let line = el_wline(handle)?.pointee, let start = line.buffer else { return ([], 0) }
    let count = max(0, line.lastchar - start)
    let text = UnsafeBufferPointer(start: start, count: count).map(Self.scalar)
    // In vi mode libedit's cursor can stand behind the end for a moment.
    return (text, min(max(0, line.cursor - start), count))
  }

  func insert(_ text: String) {
    guard !text.isEmpty else { return }
    _ = Self.withWideText(text) { el_winsertstr(handle, $0) }
  }

  func moveCursor(by distance: Int) {
    _ = el_cursor(handle, Int32(clamping: distance))
  }

  func deleteBackward(_ count: Int) {
    if count > 0 { el_deletestr(handle, Int32(clamping: count)) }
  }

  /// Puts another text in the place of the whole line, the cursor at its end.
  func replaceLine(with text: String) {
    replace(0..<line.text.count, with: text)
  }

  /// Puts another text in the place of a part, the cursor behind it.
  func replace(_ range: Range<Int>, with text: String) {
    moveCursor(by: range.upperBound - line.cursor)
    deleteBackward(range.count)
    insert(text)
  }

  /// Makes a statement known to libedit's own history commands.
  func remember(_ text: String) {
    _ = Self.withWideText(text) { editline_history_enter(history, $0) }
  }

  /// Switches the terminal between the modes for editing and those the program was started with.
  func setEditing(_ isEditing: Bool) {
    _ = editline_set_number(handle, EL_PREP_TERM, isEditing ? 1 : 0)
  }

  /// Tells libedit that the terminal's size has changed.
  func resize() {
    el_resize(handle)
    // libedit's notion of where the cursor stands is still that of the old size, and its next
    // character would be written there, behind a row that has become shorter. Drawing anew finds
    // the place.
    _ = editline_refresh(handle)
  }

  /// Returns how often libedit has wanted to ring since the last call.
  func takeBells() -> Int {
    defer { bellCount.pointee = 0 }
    return Int(bellCount.pointee)
  }

  /// Whether the keys are those of vi.
  var hasViKeys: Bool { editline_has_vi_keys(handle) != 0 }

  private func bindKeys() {
    let hasViKeys = hasViKeys
    for command in EditCommand.allCases {
      // A key after ESC would take ESC itself from vi.
      for key in command.keys where !(hasViKeys && key.hasPrefix("\\e")) {
        _ = editline_bind(handle, key, command.name)
      }
      for key in command.commandKeys { _ = editline_bind_alternative(handle, key, command.name) }
    }
    for special in SpecialKey.allCases {
      let key = "\\" + String(special.rawValue, radix: 8)
      _ = editline_bind(handle, key, special.function)
      _ = editline_bind_alternative(handle, key, special.commandFunction)
    }
  }

  private static func of(_ handle: OpaquePointer?) -> EditLine? {
    guard let handle, let client = editline_client(handle) else { return nil }
    return Unmanaged<EditLine>.fromOpaque(client).takeUnretainedValue()
  }

  private static func perform(_ command: EditCommand, _ handle: OpaquePointer?) -> UInt8 {
    switch of(handle)?.delegate?.perform(command) {
    case .changed: return UInt8(CC_REFRESH)
    case .moved: return UInt8(CC_CURSOR)
    case .passed(let key):
      withWideText(String(Character(Unicode.Scalar(key.rawValue)))) { el_wpush(handle, $0) }
      // Keeps a count typed before, and vi's operator that waits for a motion.
      return UInt8(CC_ARGHACK)
    case .finished: return UInt8(CC_NEWLINE)
    case nil: return UInt8(CC_EOF)
    }
  }

  /// A C function for each command: a C function can carry nothing that would tell them apart.
  private static let functions: [(EditCommand, editline_function)] = [
    (.enter, { handle, _ in EditLine.perform(.enter, handle) }),
    (.newline, { handle, _ in EditLine.perform(.newline, handle) }),
    (.interrupt, { handle, _ in EditLine.perform(.interrupt, handle) }),
    (.endOfFile, { handle, _ in EditLine.perform(.endOfFile, handle) }),
    (.suspend, { handle, _ in EditLine.perform(.suspend, handle) }),
    (.clear, { handle, _ in EditLine.perform(.clear, handle) }),
    (.paste, { handle, _ in EditLine.perform(.paste, handle) }),
    (.rowStart, { handle, _ in EditLine.perform(.rowStart, handle) }),
    (.rowEnd, { handle, _ in EditLine.perform(.rowEnd, handle) }),
    (.up, { handle, _ in EditLine.perform(.up, handle) }),
    (.down, { handle, _ in EditLine.perform(.down, handle) }),
    (.forward, { handle, _ in EditLine.perform(.forward, handle) }),
    (.delete, { handle, _ in EditLine.perform(.delete, handle) }),
    (.forwardWord, { handle, _ in EditLine.perform(.forwardWord, handle) }),
    (.complete, { handle, _ in EditLine.perform(.complete, handle) }),
    (.completeBackward, { handle, _ in EditLine.perform(.completeBackward, handle) }),
    (.search, { handle, _ in EditLine.perform(.search, handle) }),
    (.undo, { handle, _ in EditLine.perform(.undo, handle) }),
    (.redo, { handle, _ in EditLine.perform(.redo, handle) }),
    (.edit, { handle, _ in EditLine.perform(.edit, handle) }),
  ]

  /// Calls `body` with the text as C wants it: 32-bit characters, ended by zero.
  private static func withWideText<Result>(
    _ text: String, _ body: (UnsafePointer<wchar_t>?) -> Result
  ) -> Result {
    var wide = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
    wide.append(0)
    return wide.withUnsafeBufferPointer { body($0.baseAddress) }
  }

  private static func scalar(_ character: wchar_t) -> Unicode.Scalar {
    Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}"
  }

  private static func string(_ characters: UnsafeBufferPointer<wchar_t>) -> String {
    var scalars = String.UnicodeScalarView()
    for character in characters { scalars.append(scalar(character)) }
    return String(scalars)
  }
}
