import PQDiagnostics

/// Which name the parser wanted.
enum NameWanted {
  case column
  case table
  case definition
  case parameter
  case code
  case format

  fileprivate var text: LocalizedText {
    switch self {
    case .column: LocalizedText("a column's name", zh: "列名")
    case .table: LocalizedText("a table's name", zh: "表名")
    case .definition: LocalizedText("a name", zh: "名称")
    case .parameter: LocalizedText("a parameter's name", zh: "参数名")
    case .code: LocalizedText("a code", zh: "代码")
    case .format: LocalizedText("a format, such as csv", zh: "格式，例如 csv")
    }
  }
}

/// Which text between quotes the parser wanted.
enum TextWanted {
  case fileName
  case printed
  case reason
  case text
}

/// What the parser says about things that are missing or too many.
extension Diagnostic {
  private static func quoted(_ found: String?) -> LocalizedText {
    guard let found else { return LocalizedText("the end of the statement", zh: "语句结尾") }
    let shown = DisplayWidth.visible(found)
    return LocalizedText("`\(shown)`", zh: "`\(shown)`")
  }

  /// An operand is missing.
  ///
  ///     orchards where weight >
  ///                            ^
  static func expectedExpression(found: String?) -> Diagnostic {
    let what = quoted(found)
    return Diagnostic(
      SyntaxDiagnostics.expectedExpression,
      LocalizedText(
        "a value or a column is missing before \(what.english)",
        zh: "\(what.chinese)前缺少值或列"),
      label: LocalizedText("a value belongs here", zh: "这里应当有一个值"),
      help: found.flatMap { isWord($0) ? reservedHelp($0) : nil })
  }

  private static func isWord(_ text: String) -> Bool {
    CharacterClass.isPlainName(text)
  }

  private static func reservedHelp(_ word: String) -> LocalizedText {
    LocalizedText(
      "if `\(word)` is a name, write it between back quotes: `` `\(word)` ``",
      zh: "如果 `\(word)` 是名称，请加反引号：`` `\(word)` ``")
  }

  static func expectedName(_ wanted: NameWanted, found: String?) -> Diagnostic {
    let what = quoted(found)
    return Diagnostic(
      SyntaxDiagnostics.expectedName,
      LocalizedText(
        "\(wanted.text.english) is missing before \(what.english)",
        zh: "\(what.chinese)前缺少\(wanted.text.chinese)"),
      label: LocalizedText("a name belongs here", zh: "这里应当有名称"),
      help: found.flatMap { isWord($0) ? reservedHelp($0) : nil })
  }

  static func expectedText(_ wanted: TextWanted, found: String?) -> Diagnostic {
    let what = quoted(found)
    let help: LocalizedText
    switch wanted {
    case .fileName:
      help = LocalizedText("write the file's name between quotes", zh: "请把文件名写在引号内")
    case .printed:
      help = LocalizedText(
        "write `print \"{…}\"` to print a value", zh: "要输出一个值，请写 `输出 \"{…}\"`")
    case .reason, .text:
      help = LocalizedText("write it between quotes", zh: "请写在引号内")
    }
    return Diagnostic(
      SyntaxDiagnostics.expectedText,
      LocalizedText(
        "a text in quotes is missing before \(what.english)", zh: "\(what.chinese)前缺少引号内的文本"),
      label: LocalizedText("a text belongs here", zh: "这里应当有文本"), help: help)
  }

  static func expectedSymbol(_ symbol: String, found: String?) -> Diagnostic {
    let what = quoted(found)
    return Diagnostic(
      SyntaxDiagnostics.unexpectedWord,
      LocalizedText(
        "`\(symbol)` is missing before \(what.english)", zh: "\(what.chinese)前缺少 `\(symbol)`"),
      label: LocalizedText("`\(symbol)` belongs here", zh: "这里应当有 `\(symbol)`"))
  }

  static func expectedKeyword(_ entry: KeywordEntry, found: String?) -> Diagnostic {
    let what = quoted(found)
    return Diagnostic(
      SyntaxDiagnostics.unexpectedWord,
      LocalizedText(
        "`\(entry.english)` is missing before \(what.english)",
        zh: "\(what.chinese)前缺少 `\(entry.chinese)`"),
      label: LocalizedText(
        "`\(entry.english)` belongs here", zh: "这里应当有 `\(entry.chinese)`"))
  }

  /// Something follows what was complete already.
  ///
  ///     orchards where ripe today
  ///                         ^^^^^
  static func unexpected(_ found: String, wanted: String?) -> Diagnostic {
    let shown = DisplayWidth.visible(found)
    let isSemicolon = found == ";" || found == "；"
    let help: LocalizedText?
    if isSemicolon {
      help = LocalizedText(
        "a statement ends at the end of its line: remove `;`", zh: "语句在行末结束，请去掉分号")
    } else {
      help = wanted.map {
        LocalizedText("`\($0)` belongs here", zh: "这里应当是 `\($0)`")
      }
    }
    return Diagnostic(
      SyntaxDiagnostics.unexpectedWord,
      LocalizedText(
        "`\(shown)` does not fit here", zh: "`\(shown)` 不能出现在这里"),
      label: LocalizedText("what stands before is complete", zh: "前面的内容已经完整"), help: help)
  }

  static func unclosedBracket(_ symbol: Symbol) -> Diagnostic {
    let closing = symbol.closing?.rawValue ?? ")"
    return Diagnostic(
      SyntaxDiagnostics.unclosedBracket,
      LocalizedText(
        "this `\(symbol.rawValue)` is never closed", zh: "这个 `\(symbol.rawValue)` 没有结束"),
      label: LocalizedText("opened here", zh: "从这里开始"),
      help: LocalizedText("add `\(closing)`", zh: "请补上 `\(closing)`"))
  }

  static func strayBracket(_ symbol: Symbol) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unclosedBracket,
      LocalizedText(
        "this `\(symbol.rawValue)` closes nothing", zh: "这个 `\(symbol.rawValue)` 没有对应的左括号"),
      label: LocalizedText("no bracket is open here", zh: "这里没有未结束的括号"))
  }

  // MARK: - Limits

  static func nestingTooDeep(limit: Int) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.nestingTooDeep,
      LocalizedText(
        "more than \(limit) levels are nested in one another", zh: "嵌套超过 \(limit) 层"),
      label: LocalizedText("too deep", zh: "层数过多"),
      help: LocalizedText("name a part of it with `let`", zh: "请用 `设` 给其中一部分命名"))
  }

  static func expressionTooLong(limit: Int) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.nestingTooDeep,
      LocalizedText(
        "more than \(limit) operators follow one another", zh: "连续的运算超过 \(limit) 个"),
      label: LocalizedText("too long", zh: "过长"),
      help: LocalizedText(
        "a long `or` is shorter as `x in (a, b, …)`", zh: "很长的 `或` 可以写成 `x 属于 (a, b, …)`"))
  }

  static func tooManyStages(limit: Int) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.statementTooLong,
      LocalizedText("a query has more than \(limit) stages", zh: "一个查询超过 \(limit) 步"),
      label: LocalizedText("one too many", zh: "超出上限"))
  }

  static func statementTooLong() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.statementTooLong,
      LocalizedText("a statement is longer than 1 MiB", zh: "一条语句超过 1 MiB"),
      label: LocalizedText("begins here", zh: "从这里开始"),
      help: LocalizedText(
        "long lists belong in a data file, read with `import`",
        zh: "很长的清单请放在数据文件中，用 `导入` 读取"))
  }

  static func fileTooLarge() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.fileTooLarge,
      LocalizedText("the script is larger than 4 MiB", zh: "脚本超过 4 MiB"),
      help: LocalizedText(
        "data belongs in a data file, read with `import`", zh: "数据请放在数据文件中，用 `导入` 读取"))
  }
}
