import PQDiagnostics

/// What the parser says about stages and statements.
extension Diagnostic {
  /// Two stages without a bar.
  ///
  ///     orchards where ripe sort weight
  ///                         ^^^^
  static func missingBar(_ written: String, _ stage: KeywordEntry) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.missingBar,
      LocalizedText("there is no `|` before this stage", zh: "这一步前面缺少 `|`"),
      label: LocalizedText("`\(written)` starts a new stage", zh: "`\(written)` 是新的一步"),
      help: LocalizedText("write `| \(stage.english)`", zh: "请写 `| \(stage.chinese)`"))
  }

  static func missingStage() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unknownStage,
      LocalizedText("a stage is missing after `|`", zh: "`|` 后面缺少步骤"),
      label: LocalizedText("a stage belongs here", zh: "这里应当有一个步骤"),
      help: LocalizedText(
        "stages are `where`, `count`, `summarise`, `sort`, `take` and others: see `.help stages`",
        zh: "步骤有 `其中`、`计数`、`统计`、`排序`、`取` 等，见 `.help stages`"))
  }

  /// A word after `|` that is no stage.
  ///
  ///     orchards | filter ripe
  ///                ^^^^^^
  static func unknownStage(_ word: String, isCall: Bool) -> Diagnostic {
    let shown = DisplayWidth.visible(word)
    return Diagnostic(
      SyntaxDiagnostics.unknownStage,
      LocalizedText("there is no stage `\(shown)`", zh: "没有 `\(shown)` 这个步骤"),
      label: LocalizedText("not a stage", zh: "不是步骤"),
      help: stageHelp(word, isCall: isCall))
  }

  private static func stageHelp(_ word: String, isCall: Bool) -> LocalizedText? {
    let lowercased = word.lowercased()
    if let known = otherLanguages[lowercased] { return help(known) }
    let stages = KeywordTable.all.filter { $0.role == .stage }
    // A Chinese stage without the space behind it: `前5` for `前 5`.
    if let entry = stages.first(where: { word.hasPrefix($0.chinese) && word != $0.chinese }) {
      let rest = word.dropFirst(entry.chinese.count)
      return LocalizedText(
        "put a space behind it: `\(entry.chinese) \(rest)`",
        zh: "请在后面加空格：`\(entry.chinese) \(rest)`")
    }
    let english = SpellingSuggestion.nearest(to: word, among: stages.map(\.english), limit: 1)
    let chinese = SpellingSuggestion.nearest(to: word, among: stages.map(\.chinese), limit: 1)
    let isCased = stages.first { $0.english == lowercased }?.english
    if let name = isCased ?? english.first ?? chinese.first {
      return LocalizedText("did you mean `\(name)`?", zh: "是否想写 `\(name)`？")
    }
    let near = SpellingSuggestion.nearest(to: word, among: otherLanguages.keys.sorted(), limit: 1)
    if let known = near.first.flatMap({ otherLanguages[$0] }) { return help(known) }
    if isCall {
      return LocalizedText(
        "write `summarise \(word)(…)`", zh: "请写 `统计 \(word)(…)`")
    }
    return nil
  }

  private static func help(_ known: (Keyword, String)) -> LocalizedText {
    let entry = KeywordTable.entry(for: known.0)
    let rest = known.1.isEmpty ? "" : " \(known.1)"
    return LocalizedText("write `\(entry.english)\(rest)`", zh: "请写 `\(entry.chinese)\(rest)`")
  }

  /// What people who know SQL, pandas, dplyr or PRQL write.
  private static let otherLanguages: [String: (Keyword, String)] = [
    "group": (.summarise, "… by …"), "groupby": (.summarise, "… by …"),
    "group_by": (.summarise, "… by …"), "aggregate": (.summarise, "… by …"),
    "agg": (.summarise, "… by …"), "summarize": (.summarise, ""), "order": (.sort, "…"),
    "orderby": (.sort, "…"), "order_by": (.sort, "…"), "arrange": (.sort, "…"),
    "limit": (.take, "N"), "head": (.take, "N"), "tail": (.skip, "N"), "offset": (.skip, "N"),
    "filter": (.where, "…"), "having": (.where, "…"), "mutate": (.derive, "NAME = …"),
    "extend": (.derive, "NAME = …"), "with_column": (.derive, "NAME = …"),
    "project": (.select, "…"), "union": (.append, "…"), "concat": (.append, "…"),
    "unique": (.distinct, ""), "uniq": (.distinct, ""), "delete": (.drop, "…"),
    "remove": (.drop, "…"), "export": (.save, "\"file.csv\""), "write": (.save, "\"file.csv\""),
    "plot": (.chart, "bar"), "melt": (.unpivot, "…"), "compare": (.compareTo, "…"),
    "筛选": (.where, "…"), "过滤": (.where, "…"), "分组": (.summarise, "… 按 …"),
    "汇总": (.summarise, "… 按 …"), "导出": (.save, "\"文件.csv\""), "限制": (.take, "N"),
  ]

  /// Types as other languages name them.
  private static let otherTypes: [String: Keyword] = [
    "string": .text, "str": .text, "varchar": .text, "char": .text, "integer": .int,
    "bigint": .int, "long": .int, "float": .number, "double": .number, "decimal": .number,
    "numeric": .number, "boolean": .bool, "timestamp": .datetime, "interval": .duration,
    "数字": .number, "字符": .text, "字符串": .text, "日期时间": .datetime, "布尔": .bool,
  ]

  /// A query that begins with a stage.
  ///
  ///     select variety from orchards
  ///     ^^^^^^
  static func stageWithoutSource(_ source: String?) -> Diagnostic {
    let table = source ?? Keyword.it.rawValue
    let chineseTable = source ?? KeywordTable.spelling(of: .it, in: .chinese)
    return Diagnostic(
      SyntaxDiagnostics.stageWithoutSource,
      LocalizedText("a query begins with its table", zh: "查询要以表开头"),
      label: LocalizedText("a stage, not a table", zh: "这是步骤，不是表"),
      help: LocalizedText(
        "write `\(table) | …`" + (source == nil ? "; `it` is the previous result" : ""),
        zh: "请写 `\(chineseTable) | …`" + (source == nil ? "；`它` 表示上一个结果" : "")))
  }

  /// A value before `|` or `where`.
  ///
  ///     1 + 2 | count
  ///     ^^^^^
  static func valueAsSource() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.stageWithoutSource,
      LocalizedText("only a table can be followed by stages", zh: "只有表后面才能接步骤"),
      label: LocalizedText("a value, not a table", zh: "这是值，不是表"),
      help: LocalizedText(
        "put the query itself between brackets: `(orchards | count) / 2`",
        zh: "请把查询本身放进括号：`(果园 | 计数) / 2`"))
  }

  /// `derive` without a name.
  ///
  ///     orchards | derive weight * 2
  ///                       ^^^^^^^^^^
  static func unnamedColumn(_ text: String) -> Diagnostic {
    let shown = DisplayWidth.visible(String(text.prefix(60)))
    return Diagnostic(
      SyntaxDiagnostics.expectedName,
      LocalizedText("a derived column needs a name", zh: "派生的列需要名称"),
      label: LocalizedText("no name before it", zh: "前面没有名称"),
      help: LocalizedText("write `NAME = \(shown)`", zh: "请写 `名称 = \(shown)`"))
  }

  /// `count weight`
  static func countWithoutBy(_ found: String) -> Diagnostic {
    let shown = DisplayWidth.visible(found)
    return Diagnostic(
      SyntaxDiagnostics.unexpectedWord,
      LocalizedText("`count` counts rows, not values", zh: "`计数` 数的是行，不是值"),
      label: LocalizedText("`by` is missing before it", zh: "前面缺少 `按`"),
      help: LocalizedText("write `count by \(shown)`", zh: "请写 `计数 按 \(shown)`"))
  }

  /// `top by weight`, `take`
  static func missingRowCount(_ stage: KeywordEntry) -> Diagnostic {
    let rest = stage.keyword == .top ? (" by …", " 按 …") : ("", "")
    return Diagnostic(
      SyntaxDiagnostics.expectedExpression,
      LocalizedText(
        "`\(stage.english)` needs a number of rows", zh: "`\(stage.chinese)` 需要行数"),
      label: LocalizedText("a number belongs here", zh: "这里应当有一个数"),
      help: LocalizedText(
        "write `\(stage.english) 5\(rest.0)`", zh: "请写 `\(stage.chinese) 5\(rest.1)`"))
  }

  /// `top 3`
  static func topWithoutBy() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.unexpectedWord,
      LocalizedText("`top` needs to know by what", zh: "`前` 需要写明按什么排"),
      label: LocalizedText("`by` belongs here", zh: "这里应当有 `按`"),
      help: LocalizedText(
        "write `top 5 by COLUMN`; the first rows as they stand are `take 5`",
        zh: "请写 `前 5 按 列`；按原有次序取前几行用 `取 5`"))
  }

  /// `rename id`
  static func renameWithoutOld(_ name: String) -> Diagnostic {
    let shown = DisplayWidth.visible(name)
    return Diagnostic(
      SyntaxDiagnostics.unexpectedWord,
      LocalizedText("the old name is missing", zh: "缺少原来的列名"),
      label: LocalizedText("`=` belongs here", zh: "这里应当有 `=`"),
      help: LocalizedText("write `rename NEW = \(shown)`", zh: "请写 `改名 新名 = \(shown)`"))
  }

  /// A field or measure whose table is not named.
  ///
  ///     measure mean_weight = mean(weight)
  ///                         ^
  static func declarationWithoutTable(_ name: String) -> Diagnostic {
    let shown = DisplayWidth.visible(name)
    return Diagnostic(
      SyntaxDiagnostics.unexpectedWord,
      LocalizedText(
        "the table that `\(shown)` belongs to is missing", zh: "没有写明 `\(shown)` 属于哪个表"),
      label: LocalizedText("`.` belongs here", zh: "这里应当有 `.`"),
      help: LocalizedText("write `TABLE.\(shown)`", zh: "请写 `表名.\(shown)`"))
  }

  static func unknownType(_ found: String?) -> Diagnostic {
    let types = KeywordTable.all.filter { $0.role == .type }
    let shown = found.map { DisplayWidth.visible($0) }
    let known = found.flatMap { otherTypes[$0.lowercased()] }.map { KeywordTable.entry(for: $0) }
    let near = found.map { word in
      SpellingSuggestion.nearest(
        to: word, among: types.flatMap { [$0.english, $0.chinese] }, limit: 1)
    }
    return Diagnostic(
      SyntaxDiagnostics.unknownType,
      shown.map { LocalizedText("there is no type `\($0)`", zh: "没有类型 `\($0)`") }
        ?? LocalizedText("a type is missing", zh: "缺少类型"),
      label: LocalizedText("a type belongs here", zh: "这里应当有类型"),
      help: known.map { LocalizedText("write `\($0.english)`", zh: "请写 `\($0.chinese)`") }
        ?? near?.first.map { LocalizedText("did you mean `\($0)`?", zh: "是否想写 `\($0)`？") }
        ?? LocalizedText(
          "types are \(types.map(\.english).joined(separator: ", ")), `enum { … }` and `-> TABLE`",
          zh: "类型有 \(types.map(\.chinese).joined(separator: "、"))、`代码 { … }` 和 `-> 表`"))
  }

  /// A private column of an unknown kind.
  ///
  ///     owner text private as person
  ///                           ^^^^^^
  static func unknownMasking(_ found: String?) -> Diagnostic {
    let kinds = MaskingKind.allCases
    let shown = found.map { DisplayWidth.visible($0) }
    let near = found.map { word in
      SpellingSuggestion.nearest(
        to: word, among: kinds.flatMap { [$0.rawValue, $0.chinese] }, limit: 1)
    }
    return Diagnostic(
      SyntaxDiagnostics.unknownOption,
      shown.map {
        LocalizedText("there is no kind of private value `\($0)`", zh: "没有隐私类型 `\($0)`")
      } ?? LocalizedText("a kind of private value is missing", zh: "缺少隐私类型"),
      label: LocalizedText("says how to mask", zh: "说明如何遮盖"),
      help: near?.first.map {
        LocalizedText("did you mean `\($0)`?", zh: "是否想写 `\($0)`？")
      }
        ?? LocalizedText(
          "one of " + kinds.map(\.rawValue).joined(separator: ", "),
          zh: "可选：" + kinds.map(\.chinese).joined(separator: "、")))
  }

  /// A word where only certain ones can stand.
  ///
  ///     orchards | chart pie
  ///                      ^^^
  static func unknownWord(_ found: String?, among entries: [KeywordEntry]) -> Diagnostic {
    let shown = found.map { DisplayWidth.visible($0) }
    let near = found.map { word in
      SpellingSuggestion.nearest(
        to: word, among: entries.flatMap { [$0.english, $0.chinese] }, limit: 1)
    }
    return Diagnostic(
      SyntaxDiagnostics.unknownOption,
      shown.map { LocalizedText("`\($0)` is not known here", zh: "这里不能用 `\($0)`") }
        ?? LocalizedText("a word is missing", zh: "缺少内容"),
      label: LocalizedText("not one of those possible", zh: "不在可选范围内"),
      help: near?.first.map {
        LocalizedText("did you mean `\($0)`?", zh: "是否想写 `\($0)`？")
      }
        ?? LocalizedText(
          "one of " + entries.map(\.english).joined(separator: ", "),
          zh: "可选：" + entries.map(\.chinese).joined(separator: "、")))
  }
}
