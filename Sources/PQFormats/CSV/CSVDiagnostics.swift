import PQColumnar
import PQDiagnostics

// Messages about the file as a whole.
extension Diagnostic {
  static func emptyFile(_ file: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.emptyFile, LocalizedText("`\(file)` is empty", zh: "`\(file)` 是空文件"),
      place: .data(DataPlace(file: file)))
  }

  /// A declared table without a line has its columns and no rows.
  static func emptyFileWarning(_ file: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.emptyFile, LocalizedText("`\(file)` is empty", zh: "`\(file)` 是空文件"),
      severity: .warning, place: .data(DataPlace(file: file)),
      notes: [LocalizedText("the table has no rows", zh: "该表没有行")])
  }

  /// All names in the first line are blank.
  ///
  ///     ,,,
  static func noColumnNames(file: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.noColumnNames,
      LocalizedText(
        "the first line of `\(file)` names no column", zh: "`\(file)` 的第一行没有列名"),
      place: .data(DataPlace(file: file, line: 1)),
      help: LocalizedText(
        "if the file has no names, write `with no header`", zh: "如果文件没有列名，请写 `设定 无表头`"))
  }

  static func unnamedColumn(position: Int, renamed: String, file: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.unnamedColumn,
      LocalizedText(
        "column \(position) of `\(file)` has no name and is called `\(renamed)`",
        zh: "`\(file)` 的第 \(position) 列没有名称，称为 `\(renamed)`"),
      severity: .warning, place: .data(DataPlace(file: file, line: 1)))
  }

  static func duplicateColumn(_ name: String, renamed: String, file: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.duplicateColumn,
      LocalizedText(
        "`\(file)` has two columns `\(name)`; the later one is called `\(renamed)`",
        zh: "`\(file)` 有两列 `\(name)`，后一列称为 `\(renamed)`"),
      severity: .warning, place: .data(DataPlace(file: file, line: 1)))
  }

  static func tooManyColumns(_ count: Int, file: String, limit: Int) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.tooManyColumns,
      LocalizedText("`\(file)` has \(count) columns", zh: "`\(file)` 有 \(count) 列"),
      place: .data(DataPlace(file: file, line: 1)),
      notes: [LocalizedText("the limit is \(limit)", zh: "上限是 \(limit) 列")])
  }

  /// The first line was read as a row.
  static func headerNotFound(file: String, names: [String]) -> Diagnostic {
    let first = names[0]
    return Diagnostic(
      FormatDiagnostics.headerNotFound,
      LocalizedText(
        "the first line of `\(file)` was read as a row, since it holds numbers or dates",
        zh: "`\(file)` 的第一行含有数字或日期，作为数据读取"),
      severity: .warning, place: .data(DataPlace(file: file, line: 1)),
      notes: [LocalizedText("the columns are called `\(first)`, …", zh: "各列称为 `\(first)` 等")])
  }

  /// The first line was read as names, though some look like data.
  static func headerLooksLikeData(file: String, name: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.headerLooksLikeData,
      LocalizedText(
        "the column name `\(name)` looks like data", zh: "列名 `\(name)` 看上去像数据"),
      severity: .warning, place: .data(DataPlace(file: file, line: 1)),
      help: LocalizedText(
        "if the first line is a row, write `with no header`",
        zh: "如果第一行是数据，请写 `设定 无表头`"))
  }

  /// Declared fields that the file lacks; a warning if one of them must have values, and no default
  /// stands for them.
  static func missingColumns(
    _ fields: [Field], filled: Set<String>, file: String
  ) -> Diagnostic {
    let unfilled = fields.filter { !filled.contains($0.name) }
    let list = list(fields)
    var notes: [LocalizedText] = []
    if unfilled.count == fields.count {
      notes.append(LocalizedText("the values are missing in every row", zh: "这些列在各行均为空"))
    } else if unfilled.isEmpty {
      notes.append(LocalizedText("every row takes the model's default", zh: "各行取模型的默认值"))
    } else {
      let ones = self.list(fields.filter { filled.contains($0.name) })
      notes.append(
        LocalizedText(
          "every row takes the model's default of \(ones.english)",
          zh: "\(ones.chinese) 在各行取模型的默认值"))
      notes.append(
        LocalizedText("the other values are missing in every row", zh: "其余各列在各行均为空"))
    }
    return Diagnostic(
      FormatDiagnostics.missingColumns,
      LocalizedText(
        "`\(file)` has no column \(list.english)", zh: "`\(file)` 没有列 \(list.chinese)"),
      severity: unfilled.contains { !$0.isOptional } ? .warning : .note,
      place: .data(DataPlace(file: file, line: 1)), notes: notes)
  }

  /// The names of fields; of many the first ten.
  private static func list(_ fields: [Field]) -> LocalizedText {
    let shown = fields.prefix(10)
    let rest = fields.count - shown.count
    return LocalizedText(
      shown.map { "`\($0.name)`" }.joined(separator: ", ")
        + (rest > 0 ? " and \(rest) more" : ""),
      zh: shown.map { "`\($0.chineseName ?? $0.name)`" }.joined(separator: "、")
        + (rest > 0 ? " 等 \(fields.count) 列" : ""))
  }

  /// A line of half a gigabyte, or cells of gigabytes: hardly a table.
  static func lineTooLong(file: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.lineTooLong,
      LocalizedText(
        "`\(file)` has lines that are too long for a table", zh: "`\(file)` 的行太长，不像是表格"),
      place: .data(DataPlace(file: file)),
      notes: [
        LocalizedText("the limit is 512 MiB for one line", zh: "每行上限为 512 MiB"),
        LocalizedText("nothing was loaded", zh: "没有读入任何数据"),
      ])
  }

  static func columnNotInFile(_ name: String, file: String, names: [String]) -> Diagnostic {
    let nearest = SpellingSuggestion.nearest(to: name, among: names).first
    return Diagnostic(
      FormatDiagnostics.columnNotInFile,
      LocalizedText("`\(file)` has no column `\(name)`", zh: "`\(file)` 没有列 `\(name)`"),
      help: nearest.map { LocalizedText("did you mean `\($0)`?", zh: "是否想写 `\($0)`？") })
  }

  /// Titles and remarks above the line with the names.
  static func titleLines(_ count: Int, file: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.titleLines,
      LocalizedText(
        count == 1
          ? "the line above the column names of `\(file)` was passed over"
          : "\(count) lines above the column names of `\(file)` were passed over",
        zh: "跳过了 `\(file)` 列名之上的 \(count) 行"),
      severity: .note, place: .data(DataPlace(file: file, line: 1)))
  }

  /// A spreadsheet has written long digits as 3.7E+17.
  static func digitsLost(_ field: Field, count: Int, file: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.digitsLost,
      LocalizedText(
        "\(count) value\(count == 1 ? "" : "s") of `\(field.name)` in `\(file)` "
          + "\(count == 1 ? "has" : "have") lost digits",
        zh: "`\(file)` 的 `\(field.chineseName ?? field.name)` 有 \(count) 个值丢失了数字"),
      severity: .warning, place: .data(DataPlace(file: file, column: field.name)),
      notes: [
        LocalizedText(
          "a spreadsheet wrote them like 3.7E+17: different numbers may look the same",
          zh: "电子表格把它们写成 3.7E+17 的样子，不同的号码可能因此相同")
      ],
      help: LocalizedText(
        "format the column as text before the data is typed or pasted, and export it again",
        zh: "请在录入或粘贴之前把该列设为文本格式，再重新导出"))
  }

  /// The one message about all rows of a file that were left out; each reason with its first line.
  static func rowsRejected(
    _ count: Int, of total: Int, file: String, table: LocalizedText, line: Int,
    reasons: [RejectReason]
  ) -> Diagnostic {
    let shown = reasons.prefix(3)
    var notes = shown.map(note)
    let rest = count - shown.reduce(0) { $0 + $1.count }
    if rest > 0 { notes.append(LocalizedText("and \(rest) more", zh: "还有 \(rest) 行")) }
    let verb = count == 1 ? "was" : "were"
    return Diagnostic(
      FormatDiagnostics.rowsRejected,
      LocalizedText(
        "\(count) of \(total) rows of `\(file)` \(verb) left out",
        zh: "`\(file)` 共 \(total) 行，有 \(count) 行没有读入"),
      severity: .warning, place: .data(DataPlace(file: file, line: line)), notes: notes,
      help: LocalizedText(
        "`rejects(\(table.english))` lists them", zh: "`拒收(\(table.chinese))` 列出这些行"))
  }

  private static func note(_ reason: RejectReason) -> LocalizedText {
    let message = reason.diagnostic.message
    let help = reason.diagnostic.help
    let english = message.english + (help.map { "; \($0.english)" } ?? "")
    let chinese = message.chinese + (help.map { "；\($0.chinese)" } ?? "")
    if reason.count == 1 {
      return LocalizedText("line \(reason.line): \(english)", zh: "第 \(reason.line) 行：\(chinese)")
    }
    let more = reason.count - 1
    return LocalizedText(
      "line \(reason.line) and \(more) more: \(english)",
      zh: "第 \(reason.line) 行等 \(reason.count) 行：\(chinese)")
  }
}
