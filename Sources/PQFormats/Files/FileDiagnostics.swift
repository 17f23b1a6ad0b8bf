import Glibc
import PQDiagnostics

extension Diagnostic {
  /// Somebody asked the run to end.
  static func interrupted() -> Diagnostic {
    Diagnostic(FormatDiagnostics.interrupted, LocalizedText("interrupted", zh: "已中断"))
  }

  static func fileNotFound(_ path: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.fileNotFound,
      LocalizedText("there is no file `\(path)`", zh: "没有文件 `\(path)`"))
  }

  static func isDirectory(_ path: String) -> Diagnostic {
    let name = path == "-" ? LocalizedText.standardInput : LocalizedText(verbatim: "`\(path)`")
    return Diagnostic(
      FormatDiagnostics.isDirectory,
      LocalizedText(
        "\(name.english) is a folder, not a file", zh: "\(name.chinese)是文件夹，不是文件"))
  }

  /// The operating system refuses to read; `reason` is its error number.
  static func unreadableFile(_ path: String, reason: Int32) -> Diagnostic {
    let name = path == "-" ? LocalizedText.standardInput : LocalizedText(verbatim: "`\(path)`")
    let cause = SystemReason.text(reason)
    return Diagnostic(
      FormatDiagnostics.unreadableFile,
      LocalizedText(
        "\(name.english) cannot be read: \(cause.english)",
        zh: "无法读取\(name.chinese)：\(cause.chinese)"))
  }

  /// The operating system refuses to write; what was there before is untouched.
  static func unwritableFile(_ path: String, reason: Int32) -> Diagnostic {
    let cause = SystemReason.text(reason)
    return Diagnostic(
      FormatDiagnostics.unwritableFile,
      LocalizedText(
        "`\(path)` cannot be written: \(cause.english)", zh: "无法写入 `\(path)`：\(cause.chinese)"),
      notes: [LocalizedText("no file was changed", zh: "没有改动任何文件")])
  }

  /// A NUL byte: not a text file.
  /// A file of another program's format, which would be read as one strange CSV column.
  package static func unreadableFormat(_ file: String, ending: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.unknownFormat,
      LocalizedText(
        "`\(file)` cannot be read: pq reads CSV, not `.\(ending)`",
        zh: "无法读取 `\(file)`：pq 读取 CSV，不读取 `.\(ending)`"),
      place: .data(DataPlace(file: file)),
      help: LocalizedText("export the data as CSV in UTF-8", zh: "请把数据导出为 UTF-8 编码的 CSV"))
  }

  /// A gzip file that ends too early, or whose checksum is wrong.
  static func damagedArchive(_ path: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.damagedArchive,
      LocalizedText("`\(path)` is damaged and cannot be unpacked", zh: "`\(path)` 已损坏，无法解压"),
      place: .data(DataPlace(file: path)),
      notes: [LocalizedText("nothing was loaded", zh: "没有读入任何数据")],
      help: LocalizedText("copy or export the file again", zh: "请重新复制或导出该文件"))
  }

  static func notText(file: String, line: Int) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.notText,
      LocalizedText("`\(file)` is not a text file", zh: "`\(file)` 不是文本文件"),
      place: .data(DataPlace(file: file, line: line)),
      notes: [LocalizedText("line \(line) holds a NUL byte", zh: "第 \(line) 行有 NUL 字节")],
      help: LocalizedText("export the data as CSV in UTF-8", zh: "请把数据导出为 UTF-8 编码的 CSV"))
  }

  static func notUTF8(file: String, line: Int) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.notUTF8,
      LocalizedText("`\(file)` is not text in UTF-8", zh: "`\(file)` 不是 UTF-8 文本"),
      place: .data(DataPlace(file: file, line: line)),
      notes: [
        LocalizedText(
          "it is not GB18030 or GBK either, or line \(line) is damaged",
          zh: "也不是 GB18030 或 GBK，或者第 \(line) 行已损坏")
      ],
      help: LocalizedText(
        "save it as UTF-8, or name its encoding: `with encoding \"big5\"`",
        zh: "请另存为 UTF-8，或写明编码：`设定 编码 \"big5\"`"))
  }

  /// The bytes are not text in the encoding that the user named.
  static func notInEncoding(file: String, encoding: String, line: Int) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.notUTF8,
      LocalizedText("`\(file)` is not text in \(encoding)", zh: "`\(file)` 不是 \(encoding) 文本"),
      place: .data(DataPlace(file: file, line: line)),
      help: LocalizedText(
        "save it as UTF-8, or name another encoding", zh: "请另存为 UTF-8，或写明其他编码"))
  }

  static func unknownEncoding(_ name: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.unknownEncoding,
      LocalizedText("there is no encoding `\(name)`", zh: "没有编码 `\(name)`"),
      help: LocalizedText(
        "write `utf-8`, `gbk`, `gb18030` or `big5`", zh: "可写 `utf-8`、`gbk`、`gb18030` 或 `big5`"))
  }

  /// The file is not UTF-8, and another encoding fits all of it.
  static func encodingAssumed(file: String, encoding: String, line: Int) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.encodingAssumed,
      LocalizedText("`\(file)` was read as \(encoding)", zh: "`\(file)` 按 \(encoding) 读取"),
      severity: .note, place: .data(DataPlace(file: file, line: line)),
      notes: [LocalizedText("it is not UTF-8", zh: "它不是 UTF-8")])
  }

  /// The file to append to has other columns.
  static func appendMismatch(_ path: String, present: [String], added: [String]) -> Diagnostic {
    let present = present.map { "`\($0)`" }.joined(separator: ", ")
    let added = added.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      FormatDiagnostics.appendMismatch,
      LocalizedText(
        "the rows do not fit the columns of `\(path)`", zh: "这些行与 `\(path)` 的列不符"),
      notes: [
        LocalizedText("the file has \(present)", zh: "文件的列是 \(present)"),
        LocalizedText("the rows have \(added)", zh: "要追加的列是 \(added)"),
        LocalizedText("no file was changed", zh: "没有改动任何文件"),
      ])
  }

  /// A file with pages or brackets around its rows cannot be appended to.
  static func appendImpossible(_ path: String, format: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.appendMismatch,
      LocalizedText(
        "rows cannot be appended to `\(path)` as \(format)", zh: "不能以 \(format) 格式向 `\(path)` 追加行"),
      help: LocalizedText(
        "append as `csv`, `tsv`, `jsonl` or `list`", zh: "请用 `csv`、`tsv`、`jsonl` 或 `list` 追加"))
  }

  /// A file name without an extension that pq knows.
  package static func formatNotNamed(path: String) -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.unknownFormat,
      LocalizedText(
        "the name `\(path)` does not tell a format", zh: "从名称 `\(path)` 看不出格式"),
      help: LocalizedText(
        "write `save \"\(path)\" as csv`", zh: "可写 `保存 \"\(path)\" 作为 csv`"))
  }

  /// SVG is for charts; a table has none.
  static func chartNeeded() -> Diagnostic {
    Diagnostic(
      FormatDiagnostics.chartNeeded,
      LocalizedText("only a chart can be written as svg", zh: "只有图表才能写成 svg"),
      help: LocalizedText("add `| chart bar` before it", zh: "请在前面加上 `| 图 柱状`"))
  }

  static func unknownFormat(_ name: String) -> Diagnostic {
    let nearest = SpellingSuggestion.nearest(to: name, among: OutputFormat.allCases.map(\.rawValue))
    return Diagnostic(
      FormatDiagnostics.unknownFormat,
      LocalizedText("there is no format `\(name)`", zh: "没有格式 `\(name)`"),
      help: nearest.first.map { LocalizedText("did you mean `\($0)`?", zh: "是否想写 `\($0)`？") }
        ?? LocalizedText(
          "write one of \(OutputFormat.names)", zh: "可写 \(OutputFormat.names)"))
  }
}

extension LocalizedText {
  /// What a message calls the file `-`.
  fileprivate static let standardInput = LocalizedText("standard input", zh: "标准输入")
}

/// The operating system's reasons in both languages.
package enum SystemReason {
  package static func text(_ number: Int32) -> LocalizedText {
    switch number {
    case EACCES, EPERM: LocalizedText("permission denied", zh: "没有权限")
    case ENOSPC, EDQUOT: LocalizedText("the disk is full", zh: "磁盘已满")
    case ENOENT: LocalizedText("there is no such folder", zh: "没有该文件夹")
    case ENOTDIR:
      LocalizedText("a part of the path is not a folder", zh: "路径中有一部分不是文件夹")
    case EISDIR: LocalizedText("it is a folder", zh: "它是文件夹")
    case EROFS: LocalizedText("the disk is read-only", zh: "磁盘只读")
    case EIO: LocalizedText("the disk has an error", zh: "磁盘出错")
    case EFBIG: LocalizedText("the file grew too large", zh: "文件过大")
    case ENAMETOOLONG: LocalizedText("the name is too long", zh: "名称过长")
    case EMFILE, ENFILE: LocalizedText("too many files are open", zh: "打开的文件过多")
    case ELOOP:
      LocalizedText("the path leads in a circle of links", zh: "路径中的链接形成循环")
    default: LocalizedText("system error \(number)", zh: "系统错误 \(number)")
    }
  }
}
