import PQAssist
import PQDiagnostics

/// An option of the command line, for `pq help` and `.help`.
package struct ProgramOption: Sendable {
  /// As they are typed: `-o`, `--output`.
  package let names: [String]
  /// What follows it.
  let value: LocalizedText?
  package let summary: LocalizedText
  /// What the summary cannot say in a line.
  package let details: LocalizedText?
  /// The commands that take it; empty for the program's own form.
  let commands: [String]

  private init(
    _ names: String..., value: LocalizedText? = nil, summary: LocalizedText,
    details: LocalizedText? = nil, of commands: [String] = []
  ) {
    self.names = names
    self.value = value
    self.summary = summary
    self.details = details
    self.commands = commands
  }

  /// Every option, in the order of `pq help`. Another one is one entry here.
  package static let all: [ProgramOption] = running + pinning + privacy + limits + manners + others

  private static let running = [
    ProgramOption(
      "-c", "--command", value: LocalizedText("TEXT", zh: "文本"),
      summary: LocalizedText("statements to run", zh: "要运行的语句"),
      details: LocalizedText(
        "May be given several times; all texts are checked before the first statement runs.",
        zh: "可以多次给出；运行第一条语句之前先检查全部文本。")),
    ProgramOption(
      "-o", "--output", value: LocalizedText("FORMAT", zh: "格式"),
      summary: LocalizedText(
        "table csv tsv json jsonl markdown html vertical list;\n"
          + "without it: a table on a terminal, CSV in a pipe",
        zh: "table csv tsv json jsonl markdown html vertical list；\n不写时：终端上为表格，管道中为 CSV"),
      details: LocalizedText(
        "For `pq render` it is the file to write.", zh: "对 `pq render` 来说是要写的文件。")),
    ProgramOption(
      "--for-excel",
      summary: LocalizedText(
        "BOM, CRLF, cells neutralised, long digits as text", zh: "BOM、CRLF、单元格防公式、长数字作文本"),
      details: LocalizedText(
        "For CSV and TSV, on standard output and saved. Numbers stay numbers.",
        zh: "用于标准输出和保存的 CSV、TSV，数值仍是数值。")),
  ]

  private static let pinning = [
    ProgramOption(
      "--param", value: LocalizedText("NAME=VALUE", zh: "名称=值"),
      summary: LocalizedText("set a `param` of the script", zh: "设置脚本的参数"),
      details: LocalizedText(
        "`.params NAME=VALUE` does so in the shell.", zh: "在交互环境中用 `.参数 名称=值`。")),
    ProgramOption(
      "--today", value: LocalizedText("DATE", zh: "日期"),
      summary: LocalizedText("what `today` means", zh: "`今天` 指哪一天"),
      details: LocalizedText(
        "Such as 2020-12-31; `.today` does so in the shell.", zh: "如 2020-12-31；在交互环境中用 `.今天`。")),
    ProgramOption(
      "--lang", value: LocalizedText(verbatim: "zh|en"),
      summary: LocalizedText("language of messages and headings", zh: "消息和表头的语言"),
      details: LocalizedText(
        "Without it LC_ALL, LC_MESSAGES or LANG decides. For `pq fmt` it is the language to turn words "
          + "into.",
        zh: "不写时由 LC_ALL、LC_MESSAGES 或 LANG 决定。对 `pq fmt` 来说是要转换成的语言。")),
    ProgramOption(
      "--model", value: LocalizedText("FILE.pq", zh: "文件.pq"),
      summary: LocalizedText("add to the model, or replace parts of it", zh: "补充模型，或替换其中的定义"),
      details: LocalizedText("Several are read in their order.", zh: "可以多次给出，按次序读入。")),
    ProgramOption(
      "--profile", value: LocalizedText("NAME", zh: "名称"),
      summary: LocalizedText(
        "whose definitions count: report-2020 provincial-2020\nlaw-2005 law-2022, or a file",
        zh: "统计口径：report-2020 provincial-2020\nlaw-2005 law-2022，或一个文件"),
      details: LocalizedText("`.profile` does so in the shell.", zh: "在交互环境中用 `.口径`。")),
    ProgramOption(
      "--key", value: LocalizedText("FILE", zh: "文件"),
      summary: LocalizedText("the key of `pseudonym`", zh: "`化名` 所用的密钥"),
      details: LocalizedText(
        "At least 32 bytes in a file that other users cannot read.", zh: "至少 32 字节，其他用户不能读取的文件。")),
  ]

  private static let privacy = [
    ProgramOption(
      "--reveal", value: LocalizedText("FIELD,…", zh: "字段,…"),
      summary: LocalizedText(
        "unmask private columns; needs --reason TEXT", zh: "显示隐私字段的原值，须同时给出 --reason 理由"),
      details: LocalizedText(
        "The reason goes into the audit log first; `.reveal` does so in the shell.",
        zh: "理由先记入审计记录；在交互环境中用 `.揭示`。")),
    ProgramOption(
      "--reason", value: LocalizedText("TEXT", zh: "理由"),
      summary: LocalizedText("why they are unmasked", zh: "显示原值的理由")),
    ProgramOption(
      "--audit", value: LocalizedText("FILE", zh: "文件"),
      summary: LocalizedText("record every statement", zh: "记录每条语句"),
      details: LocalizedText(
        "A statement is on record before its rows are shown; `pq audit verify` checks the file.",
        zh: "语句先记录再显示结果；`pq audit verify` 检查该文件。")),
    ProgramOption(
      "--safe",
      summary: LocalizedText("write nothing, read nothing but DATA", zh: "不写文件，只读取给出的数据"),
      details: LocalizedText(
        "Nor is any program started. It cannot be turned off again from inside; `.safe` turns it on in the "
          + "shell.",
        zh: "也不启动其他程序。运行中不能解除；在交互环境中用 `.安全` 开启。")),
  ]

  private static let limits = [
    ProgramOption(
      "--workers", value: LocalizedText(verbatim: "N"),
      summary: LocalizedText("threads; results do not depend on it", zh: "线程数，不影响结果")),
    ProgramOption(
      "--memory", value: LocalizedText("SIZE", zh: "大小"),
      summary: LocalizedText(
        "memory that tables and queries may take, such as 500M", zh: "数据表和查询可用的内存，如 500M")),
  ]

  private static let manners = [
    ProgramOption(
      "--color", value: LocalizedText(verbatim: "auto|always|never"),
      summary: LocalizedText("whether to color (and NO_COLOR)", zh: "是否使用颜色（以及 NO_COLOR）"),
      details: LocalizedText(
        "auto colors what goes to a terminal, unless NO_COLOR is set.",
        zh: "auto 只给终端上的输出加颜色；设置了 NO_COLOR 时不加。")),
    ProgramOption(
      "--quiet", summary: LocalizedText("only errors on standard error", zh: "标准错误只输出错误")),
    ProgramOption(
      "--no-init",
      summary: LocalizedText("do not read the start-up file of the shell", zh: "不读取交互环境的启动文件"),
      details: LocalizedText(
        "That is pq/init.pq in $XDG_CONFIG_HOME or ~/.config: statements and commands that a shell at a "
          + "terminal begins with.",
        zh: "启动文件是 $XDG_CONFIG_HOME 或 ~/.config 下的 pq/init.pq：终端上的交互环境启动时先执行其中的语句和命令。")),
  ]

  private static let others = [
    ProgramOption(
      "--check",
      summary: LocalizedText(
        "say which files would change, and change none", zh: "只列出需要改动的文件，不改动"),
      of: ["fmt"]),
    ProgramOption(
      "--verify",
      summary: LocalizedText(
        "answer a written report again and show what differs", zh: "重新运行报告，指出不同之处"),
      of: ["render"]),
    ProgramOption(
      "--last", value: LocalizedText("HASH", zh: "散列值"),
      summary: LocalizedText(
        "the SHA-256 that the last line should have", zh: "最后一行应有的 SHA-256"),
      of: ["audit"]),
    ProgramOption("--version", summary: LocalizedText("the program's version", zh: "程序的版本")),
    ProgramOption("-h", "--help", summary: LocalizedText("help on a command", zh: "命令的帮助")),
  ]

  /// Returns the option with a name as it is typed.
  package static func named(_ name: String) -> ProgramOption? {
    all.first { $0.names.contains(name) }
  }

  /// How it is written: `-o, --output FORMAT`.
  package func form(in language: Language) -> String {
    names.joined(separator: ", ") + (value.map { " " + $0.text(in: language) } ?? "")
  }

  /// Returns its page.
  package func text(in language: Language) -> String {
    let owner = commands.first.map { "pq \($0) … " } ?? ""
    let summary = self.summary.text(in: language).replacing("\n", with: " ")
    let details = details.map { "\n" + $0.text(in: language) } ?? ""
    return PageLayout.page(
      LocalizedText(verbatim: owner + form(in: language)),
      LocalizedText(verbatim: summary + details), [], in: language)
  }

  /// Returns the list of the options that the program itself takes.
  static func list(in language: Language) -> String {
    let options = all.filter(\.commands.isEmpty)
    let width = 26
    return options.map { option in
      let form = option.form(in: language)
      let gap = String(repeating: " ", count: max(2, width - DisplayWidth.cells(of: form)))
      let lines = option.summary.text(in: language).split(separator: "\n")
      let indent = "\n" + String(repeating: " ", count: width + 2)
      return "  \(form)\(gap)\(lines.joined(separator: indent))\n"
    }.joined()
  }
}
