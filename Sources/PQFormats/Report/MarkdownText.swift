import PQDiagnostics

/// Text that Markdown shows as it is.
enum MarkdownText {
  /// Returns a text with the characters escaped that Markdown would take for marks.
  ///
  ///     2 * 3 <b>      2 \* 3 \<b>
  ///
  /// At the start of a line `#`, `+`, `-`, `=` and `1.` are marks too.
  static func escaped(_ text: String, atLineStart: Bool = false) -> String {
    var result = ""
    var isFirst = atLineStart
    var isNumber = atLineStart
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "&", "|", "~", "{", "}":
        result += "\\\(scalar)"
      case "#", "+", "-", "=":
        result += isFirst ? "\\\(scalar)" : String(scalar)
      case ".", ")":
        result += isNumber && !isFirst ? "\\\(scalar)" : String(scalar)
      case "\n", "\r": result += " "
      default: result.unicodeScalars.append(DisplayWidth.visible(scalar))
      }
      isNumber = isNumber && ("0"..."9").contains(scalar)
      isFirst = false
    }
    return result
  }

  /// Returns text of several lines as a block that is shown as drawn.
  static func verbatim(_ text: String) -> String {
    var fence = "```"
    for run in text.split(whereSeparator: { $0 != "`" }) where run.count >= fence.count {
      fence = String(repeating: "`", count: run.count + 1)
    }
    return "\(fence)text\n\(text.hasSuffix("\n") ? text : text + "\n")\(fence)\n"
  }
}
