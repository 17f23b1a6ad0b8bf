// The line editor alone, for tests at a pseudoterminal: it shows what each statement was.
//
// A statement is complete when its last line does not end in a bar. `select` and 其中 have a color.
//
//   .quit     ends
//   .crash    crashes while the terminal is in the editor's hands
//   .wait     waits for Ctrl-C
//
// With `--shell` it is the whole shell on a session without an engine; with `--append NAME COUNT`
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
if arguments.count == 4, arguments[1] == "--append", let count = Int(arguments[3]) {
  for number in 0..<count {
    _ = HistoryFile.usual()?.append("\(arguments[2]) \(number)\n\\ 第二行")
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
    show(text)
  }
}
