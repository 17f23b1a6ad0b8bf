import PQDiagnostics

/// The messages about the command line itself.
enum CommandLineDiagnostics {
  static let codes: [DiagnosticCode] = [usage, optionValue, unknownTopic, outputFailed, sampleData]

  static let usage = DiagnosticCode(
    "usage",
    "The command line is not one that pq knows. `pq help` shows the forms and options.",
    zh: "命令行写法有误。`pq help` 列出各种用法和选项。")
  static let optionValue = DiagnosticCode(
    "option-value",
    "An option was given a value that it does not take. `pq help` shows what each takes.",
    zh: "选项的值不在允许范围内。`pq help` 列出每个选项可取的值。")
  static let unknownTopic = DiagnosticCode(
    "unknown-topic",
    "`pq help` knows its commands, every stage, every function and every code of a message.",
    zh: "`pq help` 可以说明各个命令、步骤、函数和消息代码。")
  static let outputFailed = DiagnosticCode(
    "output-failed",
    "Standard output could not be written, usually because the disk is full. What was written "
      + "before is not whole.",
    zh: "无法写到标准输出，通常是磁盘已满。此前写出的内容不完整。")
  static let sampleData = DiagnosticCode(
    "sample-data",
    "No data was named, so the invented register that comes with pq stands in. Its people and "
      + "figures are not real.",
    zh: "没有指定数据，因此使用 pq 自带的虚构登记数据，其中的人员和数字都不是真实的。")
}

extension Diagnostic {
  /// swift-argument-parser could not read the arguments; its commonest sentences in both
  /// languages, the others as they are.
  static func commandLine(_ message: String) -> Diagnostic {
    let line = message.split(separator: "\n").first.map(String.init) ?? ""
    let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
    let name = quoted.count >= 2 ? String(quoted[1]) : ""
    let text: LocalizedText
    if line.hasPrefix("Unknown option") {
      text = LocalizedText("there is no option `\(name)`", zh: "没有选项 `\(name)`")
    } else if line.hasPrefix("Missing value for") {
      let option = name.split(separator: " ").first.map(String.init) ?? name
      text = LocalizedText("`\(option)` needs a value", zh: "`\(option)` 后面缺少值")
    } else if line.hasPrefix("Missing expected argument") {
      let argument = name.replacing(" ...", with: "")
      text = LocalizedText("\(argument) is missing", zh: "缺少 \(argument)")
    } else {
      text = LocalizedText(
        "the command line cannot be read: \(line)", zh: "命令行无法解读：\(line)")
    }
    return Diagnostic(
      CommandLineDiagnostics.usage, text,
      help: LocalizedText("`pq help` shows the options", zh: "`pq help` 列出全部选项"))
  }

  /// A query stands where data belongs.
  static func queryWithoutFlag(_ query: String) -> Diagnostic {
    Diagnostic(
      CommandLineDiagnostics.usage,
      LocalizedText("there is no file `\(query)`", zh: "没有文件 `\(query)`"),
      help: LocalizedText(
        "to run a query, write `pq -c '\(query)'`", zh: "要运行查询，请写 `pq -c '\(query)'`"))
  }

  /// `pq render` was given something else than a report.
  static func reportExpected(_ path: String) -> Diagnostic {
    Diagnostic(
      CommandLineDiagnostics.usage,
      LocalizedText("`\(path)` is no report", zh: "`\(path)` 不是报告"),
      help: LocalizedText(
        "a report is Markdown in a file whose name ends in `.md.pq`",
        zh: "报告是文件名以 `.md.pq` 结尾的 Markdown"))
  }

  /// `pq` was given a report to run as a script.
  static func reportToRender(_ path: String) -> Diagnostic {
    Diagnostic(
      CommandLineDiagnostics.usage,
      LocalizedText("`\(path)` is a report, not a script", zh: "`\(path)` 是报告，不是脚本"),
      help: LocalizedText(
        "to answer its queries, write `pq render \(path)`",
        zh: "要得到其中查询的结果，请写 `pq render \(path)`"))
  }

  /// `pq fmt` was given a report.
  static func reportNotFormatted(_ path: String) -> Diagnostic {
    Diagnostic(
      CommandLineDiagnostics.usage,
      LocalizedText("`\(path)` is a report, not a script", zh: "`\(path)` 是报告，不是脚本"),
      help: LocalizedText(
        "`pq check \(path)` says what is wrong with it", zh: "`pq check \(path)` 可检查其中的问题"))
  }

  /// `--reason` without anything to give a reason for.
  static func reasonWithoutReveal() -> Diagnostic {
    Diagnostic(
      CommandLineDiagnostics.usage,
      LocalizedText("`--reason` is without `--reveal`", zh: "`--reason` 缺少 `--reveal`"),
      help: LocalizedText(
        "name the columns: `--reveal FIELD,…`", zh: "请写明字段：`--reveal 字段,…`"))
  }

  /// A safe run writes nothing but what the command line names.
  static func safeRevealNeedsAudit() -> Diagnostic {
    Diagnostic(
      CommandLineDiagnostics.usage,
      LocalizedText(
        "`--reveal` writes to the audit log, and a safe run writes only what is named",
        zh: "`--reveal` 要写审计记录，而安全模式只写命令行上指明的文件"),
      help: LocalizedText("name the log: `--audit FILE`", zh: "请指明审计文件：`--audit 文件`"))
  }

  /// An option has a value that it does not take.
  static func optionValue(_ option: String, _ value: String, expected: String) -> Diagnostic {
    Diagnostic(
      CommandLineDiagnostics.optionValue,
      LocalizedText("`\(option)` does not take `\(value)`", zh: "`\(option)` 不能取 `\(value)`"),
      help: LocalizedText("it takes \(expected)", zh: "可取：\(expected)"))
  }

  /// `pq help` has no such topic.
  static func unknownTopic(_ topic: String, nearest: [String]) -> Diagnostic {
    Diagnostic(
      CommandLineDiagnostics.unknownTopic,
      LocalizedText("there is no help on `\(topic)`", zh: "没有关于 `\(topic)` 的帮助"),
      help: nearest.first.map {
        LocalizedText("did you mean `\($0)`?", zh: "是否要写 `\($0)`？")
      })
  }

  /// No data was named.
  static func sampleData(_ folder: String) -> Diagnostic {
    Diagnostic(
      CommandLineDiagnostics.sampleData,
      LocalizedText(
        "no data was named: these are the invented cases of \(folder)",
        zh: "没有指定数据：以下是 \(folder) 中的虚构数据"),
      severity: .note)
  }

  /// Standard output could not be written.
  static func outputFailed(reason: String) -> Diagnostic {
    Diagnostic(
      CommandLineDiagnostics.outputFailed,
      LocalizedText("standard output cannot be written", zh: "无法写到标准输出"),
      notes: [LocalizedText(verbatim: reason)])
  }
}
