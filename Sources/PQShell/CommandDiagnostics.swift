import PQDiagnostics

extension ShellDiagnostics {
  static let commandForm = DiagnosticCode(
    "command-form",
    "A command to the shell was given something that it does not take, or not all that it needs. "
      + "`.help .NAME` shows how it is written, with an example that runs.",
    zh: "交互命令后面写的内容不对，或者缺了内容。`.帮助 .命令` 显示写法和可以运行的例子。")
  static let settingValue = DiagnosticCode(
    "setting-value",
    "A setting of the shell takes only the values that `.set` lists beside it.",
    zh: "交互环境的设置只能取 `.设置` 中列出的值。")
  static let unknownSetting = DiagnosticCode(
    "unknown-setting",
    "`.set` lists the settings of the shell; `.set NAME VALUE` changes one.",
    zh: "`.设置` 列出交互环境的各项设置；`.设置 名称 值` 修改一项。")
  static let noResultYet = DiagnosticCode(
    "no-result-yet",
    "`.export` writes and `.last` shows the result of the last query; there is none before the first.",
    zh: "`.导出` 和 `.上次` 针对上一个查询的结果；还没有运行过查询时没有结果。")
  static let programFailed = DiagnosticCode(
    "program-failed",
    "Another program that the shell started says by its exit status that it failed; 127 means that "
      + "there is no such program.",
    zh: "交互环境启动的另一程序以退出码表示失败；127 表示没有这个程序。")
  static let scriptLine = DiagnosticCode(
    "script-line",
    "A command to the shell in a script, or in the start-up file, was not carried out. The message above "
      + "says why.",
    zh: "脚本或启动文件中的一条交互命令没有执行，原因见上一条消息。")
  static let sampleNeeded = DiagnosticCode(
    "sample-needed",
    "The tour asks the sample register, which is open when `pq` is started without data.",
    zh: "导览使用示例登记数据；不带数据启动 `pq` 时打开的就是它。")
  static let readDepth = DiagnosticCode(
    "read-depth",
    "Scripts may run one another by `.read` to a depth of 64; deeper, one of them runs itself.",
    zh: "脚本之间用 `.运行` 最多可嵌套 64 层；再深就是脚本在运行它自己。")
  static let safetyStays = DiagnosticCode(
    "safety-stays",
    "A safe shell stays safe: whoever may only ask must not be able to turn that off.",
    zh: "安全模式不能解除：只许查询的人不应能够关闭它。")
}

extension Diagnostic {
  /// A command was given something that it does not take.
  ///
  ///     .watch soon fruit
  static func commandForm(_ command: MetaCommand, given argument: String) -> Diagnostic {
    let (english, chinese) = (command.form(in: .english), command.form(in: .chinese))
    let (name, zhName) = (command.name.english, command.name.chinese)
    return Diagnostic(
      ShellDiagnostics.commandForm,
      argument.isEmpty
        ? LocalizedText("`.\(name)` needs more", zh: "`.\(zhName)` 后面缺少内容")
        : LocalizedText(
          "`.\(name)` does not take `\(argument)`", zh: "`.\(zhName)` 后面不能写 `\(argument)`"),
      notes: [LocalizedText("it is written `\(english)`", zh: "写法：`\(chinese)`")],
      help: command.examples.first.map { example in
        LocalizedText(
          "for example `\(example.english.split(separator: "\n").last ?? "")`",
          zh: "例如 `\(example.chinese.split(separator: "\n").last ?? "")`")
      })
  }

  /// A setting was given a value that it does not take.
  static func settingValue(_ setting: ShellSetting, given value: String) -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.settingValue,
      LocalizedText(
        "`\(setting.name.english)` cannot be `\(value)`",
        zh: "`\(setting.name.chinese)` 不能设为 `\(value)`"),
      help: LocalizedText(
        "it takes \(setting.form.english)", zh: "可取：\(setting.form.chinese)"))
  }

  /// There is no such setting.
  static func unknownSetting(_ name: String, nearest: String?) -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.unknownSetting,
      LocalizedText("there is no setting `\(name)`", zh: "没有设置 `\(name)`"),
      help: nearest.map { LocalizedText("did you mean `\($0)`?", zh: "是否要写 `\($0)`？") }
        ?? LocalizedText("`.set` lists them", zh: "`.设置` 列出全部设置"))
  }

  /// There is no result yet.
  static func noResultYet() -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.noResultYet,
      LocalizedText("there is no result yet", zh: "还没有结果"),
      help: LocalizedText("run a query first", zh: "请先运行一个查询"))
  }

  /// Another program failed.
  static func programFailed(_ command: String, status: Int32) -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.programFailed,
      LocalizedText(
        "`\(command)` ended with status \(status)", zh: "`\(command)` 的退出码为 \(status)"))
  }

  /// A command in a script failed.
  static func scriptLine(_ command: String, file: String, line: Int) -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.scriptLine,
      LocalizedText(
        "\(file), line \(line): `\(command)` was not carried out",
        zh: "\(file) 第 \(line) 行：`\(command)` 没有执行"),
      severity: .note)
  }

  /// The tour was asked for on other data.
  static func sampleNeeded() -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.sampleNeeded,
      LocalizedText(
        "the tour is about the sample register, which is not open",
        zh: "导览针对示例登记数据，而它没有打开"),
      help: LocalizedText("start `pq` without data", zh: "请不带数据启动 `pq`"))
  }

  /// A script runs itself.
  static func readDepth(_ most: Int) -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.readDepth,
      LocalizedText("scripts run each other more than \(most) deep", zh: "脚本相互运行超过 \(most) 层"))
  }

  /// Safety was to be turned off.
  static func safetyStays() -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.safetyStays,
      LocalizedText("a safe shell stays safe", zh: "安全模式不能解除"),
      help: LocalizedText("start another `pq`", zh: "请另行启动 `pq`"))
  }
}
