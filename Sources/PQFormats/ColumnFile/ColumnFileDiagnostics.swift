import PQColumnar
import PQDiagnostics

// Messages about column files.
extension Diagnostic {
  /// The frame of a column file is not what was written, so that none of it can be used.
  static func damagedFile(_ path: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.damagedFile,
      LocalizedText("`\(path)` is damaged or not whole", zh: "`\(path)` 已损坏或不完整"),
      place: .data(DataPlace(file: path)),
      notes: [.nothingLoaded],
      help: .saveAgain)
  }

  /// A column's bytes are not what was written, or are gone.
  package static func unreadableColumn(_ error: ColumnSourceError) -> Diagnostic {
    let part =
      error.block.map { block in
        LocalizedText(
          "block \(block) of column `\(error.column)`", zh: "列 `\(error.column)` 的第 \(block) 块")
      }
      ?? LocalizedText(
        "the dictionary of column `\(error.column)`", zh: "列 `\(error.column)` 的词典")
    let headline =
      switch error.reason {
      case .damaged:
        LocalizedText(
          "\(part.english) of `\(error.file)` is damaged",
          zh: "`\(error.file)` 中\(part.chinese)已损坏")
      case .shortened:
        LocalizedText(
          "`\(error.file)` became shorter and lost \(part.english)",
          zh: "`\(error.file)` 变短了，缺少\(part.chinese)")
      }
    return Diagnostic(
      FormatDiagnostics.damagedFile, headline,
      place: .data(DataPlace(file: error.file, column: error.column)),
      notes: [
        LocalizedText(
          "the other columns can still be used", zh: "其他列仍可使用")
      ], help: .saveAgain)
  }

  static func newerFile(_ path: String, version: Int) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.newerFile,
      LocalizedText(
        "`\(path)` has version \(version) of the column file, and this pq reads version "
          + "\(ColumnFileFormat.version)",
        zh: "`\(path)` 的列文件版本是 \(version)，本程序只读版本 \(ColumnFileFormat.version)"),
      place: .data(DataPlace(file: path)), notes: [.nothingLoaded],
      help: LocalizedText(
        "use a newer pq, or export the table as CSV with the pq that wrote it",
        zh: "请使用更新的 pq，或用写出该文件的 pq 导出为 CSV"))
  }

  static func storedType(_ field: Field, stored: DataType, file: String) -> Diagnostic {
    let (found, wanted) = (
      typeWord(stored, isNumber: false), typeWord(field.type, isNumber: false)
    )
    return Diagnostic(
      FormatDiagnostics.storedType,
      LocalizedText(
        "`\(field.name)` is \(found.english) in `\(file)`, and the table declares "
          + "\(wanted.english)",
        zh: "`\(field.chineseName ?? field.name)` 在 `\(file)` 中是\(found.chinese)，"
          + "而表声明的是\(wanted.chinese)"),
      place: .data(DataPlace(file: file, column: field.name)), notes: [.nothingLoaded],
      help: .importCSV)
  }

  /// A code of the file's enum is none of the declared ones.
  static func storedCode(_ code: String, of field: Field, file: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.storedType,
      LocalizedText(
        "`\(field.name)` has the code `\(code)` in `\(file)`, which the table does not declare",
        zh: "`\(field.chineseName ?? field.name)` 在 `\(file)` 中有代码 `\(code)`，而表未声明该代码"),
      place: .data(DataPlace(file: file, column: field.name)), notes: [.nothingLoaded],
      help: .importCSV)
  }

  static func storedValuesMissing(_ field: Field, count: Int, file: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.missingValue,
      LocalizedText(
        "`\(field.name)` has no value in \(count) row\(count == 1 ? "" : "s") of `\(file)`",
        zh: "`\(file)` 有 \(count) 行没有 `\(field.chineseName ?? field.name)` 的值"),
      place: .data(DataPlace(file: file, column: field.name)), notes: [.nothingLoaded],
      help: .importCSV)
  }

  /// Settings say how text is to be read, and a column file is none.
  package static func columnFileSettings(_ path: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.columnFileSettings,
      LocalizedText(
        "`with` says how a text file is read, and `\(path)` is a column file",
        zh: "`设定` 说明如何读取文本文件，而 `\(path)` 是列文件"),
      place: .data(DataPlace(file: path)), notes: [.nothingLoaded],
      help: LocalizedText("leave `with …` out", zh: "请去掉 `设定 …`"))
  }
}

extension LocalizedText {
  fileprivate static let nothingLoaded = LocalizedText("nothing was loaded", zh: "没有载入任何数据")
  fileprivate static let saveAgain = LocalizedText(
    "make it again from the CSV file: `NAME | save \"NAME.pqc\"`",
    zh: "请从 CSV 文件重新生成：`表名 | 保存 \"表名.pqc\"`")
  fileprivate static let importCSV = LocalizedText(
    "import the CSV file instead, or import this one under another name",
    zh: "请改为导入 CSV 文件，或以其他名称导入本文件")
}
