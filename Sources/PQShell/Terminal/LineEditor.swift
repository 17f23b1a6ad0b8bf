import Glibc

/// What the line editor asks about the text in it.
package struct LineEditorHooks {
  package var prompt = StyledText(("pq> ", .prompt))
  /// Stands before each further line of a statement.
  package var continuation = StyledText(("  | ", .faint))
  /// Returns one style for each scalar of the text.
  package var highlight: (_ text: String) -> [CellStyle] = { _ in [] }
  /// Whether Enter runs the text; else it starts another line.
  package var isComplete: (_ text: String) -> Bool = { _ in true }
  /// Returns what Tab may insert at a place; `nil` if there is nothing.
  package var complete: (_ text: String, _ cursor: Int) -> LineCompletion? = { _, _ in nil }
  /// Returns what the single completion at the end of the text would add; empty if there is none.
  ///
  /// The editor itself looks in the history first.
  package var hint: (_ text: String) -> String = { _ in "" }
  /// Returns one line that says what is wrong with the text so far, shown dim under it when typing
  /// pauses; `nil` if nothing is, or it may only be unfinished.
  package var pendingMessage: (_ text: String) -> String? = { _ in nil }

  package init() {}
}

/// Edits statements at a terminal: libedit edits, the painter shows, this class connects them.
///
/// There is one in a program, on one thread: it is not Sendable, so that the compiler keeps it so.
package final class LineEditor: LineReading {
  package var hooks: LineEditorHooks
  let line: EditLine
  let keyboard: Keyboard
  var keys: KeyReader
  var painter: Painter
  var walk: HistoryWalk
  private let historyFile: HistoryFile?
  /// How the line under way ends, once that is known.
  var ending: LineReadResult?
  /// Whether the program's own stop still has its SIGCONT to come.
  var expectsContinue = false
  private var emptyEndings = 0

  /// libedit can end a line for reasons of its own; only so many in a row are believed.
  private static let mostEmptyEndings = 100
  /// Coloring a longer text would be felt at each key.
  private static let longestHighlighted = 1 << 16

  /// Makes the editor on standard input and output; `nil` if libedit cannot be set up.
  ///
  /// `program` is the name under which `.editrc` may address it.
  package init?(
    program: String, signals: SignalPipe, hooks: LineEditorHooks = LineEditorHooks(),
    history: HistoryFile? = nil, usesColor: Bool = true
  ) {
    guard let line = EditLine(program: program) else { return nil }
    self.line = line
    self.hooks = hooks
    historyFile = history
    keyboard = Keyboard(signals: signals)
    keys = KeyReader(source: keyboard)
    painter = Painter(usesColor: usesColor)
    let statements = history?.load() ?? []
    walk = HistoryWalk(statements: statements)
    for statement in statements.suffix(EditLine.historySize) { line.remember(statement) }
    line.attach(to: self)
  }

  package func readStatement() -> LineReadResult {
    ending = nil
    walk.restart()
    painter.reset()
    // A Ctrl-C that has already stopped a computation must not stop the next line too.
    while let signal = keyboard.signals.take() {
      if signal == SIGTERM || signal == SIGHUP { return .terminated(signal: signal) }
    }
    TerminalDevice.write(TerminalMode.bracketedPaste(true))
    let left = line.edit()
    if let ending {
      emptyEndings = 0
      return ending
    }
    return endingUnasked(left)
  }

  package func remember(_ statement: String) {
    guard walk.add(statement) else { return }
    line.remember(statement)
    historyFile?.append(statement)
  }

  /// Ends the line under way: shows it for the last time with the cursor below it.
  func finish(_ result: LineReadResult, mark: String = "") -> EditOutcome {
    ending = result
    var layout = self.layout(atEnd: true)
    layout.put(StyledText((mark, .faint)))
    TerminalDevice.write(
      painter.lastFrame(layout, screenRows: TerminalDevice.size().rows)
        + TerminalMode.bracketedPaste(false))
    return .finished
  }

  /// Brings the screen up to date.
  func paint() {
    let size = TerminalDevice.size()
    var frame = painter.frame(layout(atEnd: false), screenRows: size.rows)
    if line.takeBells() > 0 { frame += TerminalMode.bell }
    TerminalDevice.write(frame)
  }

  /// Some of libedit's own commands end the line, with text or without any.
  private func endingUnasked(_ left: String) -> LineReadResult {
    TerminalDevice.write("\r\n" + TerminalMode.bracketedPaste(false))
    guard left.isEmpty else {
      return .statement(String(left.last == "\n" ? left.dropLast() : left[...]))
    }
    emptyEndings += 1
    return emptyEndings > Self.mostEmptyEndings ? .endOfInput : .interrupted
  }

  private func layout(atEnd: Bool) -> RowLayout {
    let (text, cursor) = line.line
    let styles = text.count <= Self.longestHighlighted ? hooks.highlight(String(text)) : []
    return RowLayout(
      prompt: hooks.prompt, continuation: hooks.continuation, text: text, styles: styles,
      cursor: atEnd ? text.count : cursor, width: TerminalDevice.size().columns)
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

/// Standard input as a source of keys, and the signals that can wake the wait for one.
final class Keyboard: KeySource {
  let signals: SignalPipe

  init(signals: SignalPipe) {
    self.signals = signals
  }

  func read(within milliseconds: Int32?) -> KeySourceEvent {
    var descriptors: [(descriptor: Int32, event: Int32)] = [(STDIN_FILENO, POLLIN)]
    if milliseconds == nil { descriptors.append((signals.descriptor, POLLIN)) }
    let ready = TerminalDevice.wait(for: descriptors, within: milliseconds)
    if ready.count > 1, ready[1] { return .woken }
    guard ready[0] else { return milliseconds == nil ? .woken : .nothing }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &bytes, bytes.count)
    if count > 0 { return .bytes(Array(bytes.prefix(count))) }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? .woken : .end
  }
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
