import PQDiagnostics
import PQSyntax

/// The tree of a text as one line a statement, stages behind it, or its first message.
func tree(_ text: String) -> String {
  let parsed = Parser.parse(SourceText(text))
  if let first = parsed.diagnostics.first { return "\(first.code.name): \(first.message.english)" }
  return SyntaxDump.tree(parsed.script).split(separator: "\n").map {
    $0.hasPrefix("  ") ? "| " + $0.dropFirst(2) : String($0)
  }.joined(separator: " ")
}

/// The tree of an expression.
func expressionTree(_ text: String) -> String {
  let whole = tree(text)
  return whole.hasPrefix("value ") ? String(whole.dropFirst(6)) : whole
}

/// Text whose places are marked with ‹ and ›.
struct MarkedText {
  let text: String
  let ranges: [SourceRange]

  init(_ marked: String) {
    var plain = ""
    var found: [SourceRange] = []
    var start = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "‹": start = plain.utf8.count
      case "›": found.append(SourceRange(start, plain.utf8.count))
      default: plain.unicodeScalars.append(scalar)
      }
    }
    text = plain
    ranges = found
  }
}

/// The codes of a text's messages, in order.
func codes(_ text: String) -> [String] {
  Parser.parse(SourceText(text)).diagnostics.map(\.code.name)
}
