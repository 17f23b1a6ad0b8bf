// The line editor alone, for tests at a pseudoterminal: it shows what each statement was.
//
// A statement is complete when its last line does not end in a bar. `select` and 其中 have a color,
// `sel` has a hint, `mistake` a message, and the history file does not get to know a `secret`.
//
//   .quit     ends
//   .crash    crashes while the terminal is in the editor's hands
//   .wait     waits for Ctrl-C
//   die       dies at once, as if killed
//
// With `--shell` it is the whole shell on a session without an engine; with `--append NAME COUNT [LIMIT]`
// it adds so many entries to the history.

import Glibc
import PQDiagnostics
import PQShell

signal(SIGPIPE, SIG_IGN)
let arguments = CommandLine.arguments
let hasColor = !arguments.contains("--no-color")

if arguments.contains("--shell") {
  var options = ShellOptions()
  options.usesColor = hasColor
  options.version = "0"
  if arguments.contains("--chinese") { options.language = .chinese }
  exit(Shell(session: DemoSession(), options: options).run())
}
if arguments.count >= 4, arguments[1] == "--append", let count = Int(arguments[3]),
  let path = environmentVariable("PQ_HISTORY")
{
  let limit = arguments.count > 4 ? Int(arguments[4]) : nil
  let file = HistoryFile(path: path, sizeLimit: limit ?? 4 << 20)
  for number in 0..<count {
    guard let id = file.append("\(arguments[2]) \(number)\n\\ 第二行") else { exit(1) }
    file.complete(id, HistoryEnding(duration: 0.001, rowCount: number, outcome: .ok))
  }
  exit(0)
}

TerminalDevice.useUTF8()
let signals = SignalPipe()

/// Colors two words and the text between quotes.
func highlight(_ text: String) -> [CellStyle] {
  let scalars = Array(text.unicodeScalars)
  var styles = [CellStyle](repeating: .plain, count: scalars.count)
  for word in ["select", "其中"].map({ Array($0.unicodeScalars) }) where word.count <= scalars.count {
    for start in 0...(scalars.count - word.count)
    where scalars[start..<(start + word.count)].elementsEqual(word) {
      for index in start..<(start + word.count) { styles[index] = .keyword }
    }
  }
  return styles
}

/// Completes the word before the cursor from `DEMO_WORDS`, whose lines are label, insertion, detail
/// and how far the cursor goes back, with tabs between.
func complete(_ text: String, _ cursor: Int) -> LineCompletion? {
  let lines = (environmentVariable("DEMO_WORDS") ?? "").split(separator: "\n")
  let before = Array(text.unicodeScalars.prefix(cursor))
  let start = before.lastIndex { " \n\t|,()".unicodeScalars.contains($0) }.map { $0 + 1 } ?? 0
  let entries = lines.compactMap { line -> LineCompletion.Entry? in
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 4, fields[0].unicodeScalars.starts(with: before[start...]) else {
      return nil
    }
    return LineCompletion.Entry(
      label: fields[0], insertion: fields[1], detail: fields[2], cursorBack: Int(fields[3]) ?? 0)
  }
  return entries.isEmpty ? nil : LineCompletion(range: start..<cursor, entries: entries)
}

func show(_ text: String) {
  let visible = text.replacing("\n", with: "⏎").replacing("\t", with: "⇥")
  TerminalDevice.write("[" + visible + "]\n")
}

let reader: any LineReading
if TerminalDevice.allowsEditing {
  var hooks = LineEditorHooks()
  hooks.prompt = StyledText(("查询", .prompt), ("> ", .plain))
  hooks.highlight = highlight
  hooks.isComplete = { !$0.hasSuffix("|") }
  hooks.complete = complete
  hooks.hint = { $0.hasSuffix("sel") ? "ect" : "" }
  hooks.pendingMessage = { $0.contains("mistake") ? "桃 is no mistake" : nil }
  hooks.redact = { $0.replacing("secret", with: "…") }
  hooks.register = { "orchard" }
  if arguments.contains("--chinese") { hooks.language = .chinese }
  let editor = LineEditor(
    program: "line-editor-demo", signals: signals, hooks: hooks, history: HistoryFile.usual(),
    usesColor: hasColor)
  guard let editor else { exit(3) }
  TerminalDevice.guardModes()
  reader = editor
} else {
  reader = PlainReader(
    signals: signals,
    rules: StatementRules(
      isComplete: { !$0.hasSuffix("|") }, continues: { _, line in line.hasPrefix("|") }))
}

while true {
  switch reader.readStatement() {
  case .interrupted: continue
  case .endOfInput: exit(0)
  case .terminated(let signal): exit(128 + signal)
  case .statement(".quit"): exit(0)
  case .statement(".crash"): abort()
  case .statement(".wait"):
    show("waiting")
    while signals.take() != SIGINT { usleep(1000) }
    show("cancelled")
  case .statement(let text):
    reader.remember(text)
    if text == "die" { kill(getpid(), SIGKILL) }
    show(text)
    reader.conclude(HistoryEnding(duration: 0.5, rowCount: 3, outcome: .ok))
  }
}
