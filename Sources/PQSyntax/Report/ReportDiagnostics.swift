import PQDiagnostics

/// What reading a report says.
extension Diagnostic {
  /// A `pq` block goes on to the end of the report.
  ///
  ///     ```pq
  ///     ^^^
  static func unclosedFence() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unclosedFence,
      LocalizedText("this block is never closed", zh: "这个代码块没有结束"),
      label: LocalizedText("opened here", zh: "从这里开始"),
      help: LocalizedText("end it with a line ```", zh: "请用单独一行 ``` 结束"))
  }

  /// A `{` without its `}` in the paragraph.
  ///
  ///     We counted {fruit | count baskets.
  ///                ^
  static func unclosedAnswer() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unclosedBracket,
      LocalizedText(
        "this `{` is not closed in its paragraph", zh: "这个 `{` 在本段内没有结束"),
      label: LocalizedText("opened here", zh: "从这里开始"),
      help: LocalizedText(
        "close it with `}` behind the query, or write `\\{` for a brace",
        zh: "请在查询后写上 `}`；要写花括号本身，用 `\\{`"))
  }

  /// A word behind `pq` that says nothing.
  ///
  ///     ```pq hidden
  ///           ^^^^^^
  static func unknownBlockOption(_ word: String) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unknownBlockOption,
      LocalizedText("a block cannot be `\(word)`", zh: "代码块不能写 `\(word)`"),
      label: LocalizedText("not an option of a block", zh: "不是代码块的选项"),
      help: LocalizedText(
        "write ```pq, or ```pq quiet to show nothing", zh: "请写 ```pq；不显示结果时写 ```pq 静默"))
  }
}
