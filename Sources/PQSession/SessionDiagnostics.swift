import PQDiagnostics

/// The messages of a run as a whole: data, scripts, asserts, limits of `--safe`.
package enum SessionDiagnostics {
  package static let codes: [DiagnosticCode] =
    [
      assertionFailed, safeMode, unknownParameter, noTables, includeDepth, unknownImportSetting,
      tableReplaced, missingTables, undeclaredColumns, moreErrors, unknownProfile, unusableKey,
      cellsHidden,
      knownByColumns,
      noFolder,
      ReportDiagnostics.tableInSentence, ReportDiagnostics.saveInReport,
      ReportDiagnostics.reportSetting, ReportDiagnostics.notAReport, secretRows,
    ] + AuditDiagnostics.codes

  static let assertionFailed = DiagnosticCode(
    "assertion-failed",
    "An `assert` found its condition not true, so the script stopped there. Files that were "
      + "saved before it are whole.",
    zh: "`断言` 的条件不成立，脚本在此停止。此前保存的文件是完整的。")
  static let safeMode = DiagnosticCode(
    "safe-mode",
    "With `--safe` nothing is written, and nothing is read but the data named on the command "
      + "line. It cannot be turned off from inside.",
    zh: "使用 `--safe` 时不写任何文件，也只读取命令行上给出的数据，运行中不能解除。")
  static let unknownParameter = DiagnosticCode(
    "unknown-parameter",
    "`--param NAME=VALUE` sets a `param` that the script declares; no `param` has this name.",
    zh: "`--param 名称=值` 用来设置脚本中声明的 `参数`，但没有这个名称的参数。")
  static let noTables = DiagnosticCode(
    "no-tables",
    "A folder given as data has a `.csv` or `.tsv` file for each table; this one has none.",
    zh: "作为数据给出的文件夹中，每个 `.csv` 或 `.tsv` 文件是一张表，这个文件夹里没有这样的文件。")
  static let includeDepth = DiagnosticCode(
    "include-depth",
    "Scripts may include one another to a depth of 64.",
    zh: "脚本之间的引入最多可嵌套 64 层。")
  static let unknownImportSetting = DiagnosticCode(
    "unknown-import-setting",
    "After `with`, `import` knows: `COLUMN as TYPE`, `day first`, `month first`, "
      + "`delimiter \";\"`, `quote \"'\"`, `encoding \"gbk\"`, `no header`.",
    zh: "`导入 … 设定` 之后可以写：`列 作为 类型`、`日在前`、`月在前`、`分隔符 \";\"`、`引号 \"'\"`、"
      + "`编码 \"gbk\"`、`无表头`。")
  static let tableReplaced = DiagnosticCode(
    "table-replaced",
    "Two files of one command line make tables of the same name; the later one counts. "
      + "`name=file` gives a table another name.",
    zh: "命令行上的两个文件得到同名的表，以后一个为准；可用 `名称=文件` 另取表名。")
  static let missingTables = DiagnosticCode(
    "missing-tables",
    "A folder given as data holds some of the tables that the model declares. The others have no "
      + "rows: a count of them is 0 because nothing was read, not because nothing happened.",
    zh: "作为数据给出的文件夹中只有模型所声明的一部分表。其余各表没有行：对它们计数得 0 是因为没有读入数据，"
      + "而不是没有发生。")
  static let undeclaredColumns = DiagnosticCode(
    "undeclared-columns",
    "A table that has private columns came with columns that the model does not declare. They might "
      + "hold names or numbers of people, so they are masked until a `table` statement declares them.",
    zh: "含有隐私列的表中出现了模型没有声明的列。其中可能有个人信息，因此在用 `表` 语句声明之前一律遮盖。")
  static let knownByColumns = DiagnosticCode(
    "known-by-columns",
    "A file has a name that the model does not know, but most columns of a declared table. So its rows "
      + "are read as that table's, or under their own name as if they were, with its types, codes, "
      + "private columns and secret rows.",
    zh: "文件名不是模型中的表名，但其列多为某张已声明表的字段，因此按该表读入，或以自己的名称按该表的类型、"
      + "代码、隐私列和不列出的行处理。")
  static let noFolder = DiagnosticCode(
    "no-folder",
    "`.cd FOLDER` reads file names relative to another folder from there on; it has to be there.",
    zh: "`.目录 文件夹` 之后的文件名以该文件夹为准，文件夹必须存在。")
  static let secretRows = DiagnosticCode(
    "secret-rows",
    "A table's model says which of its rows are secret: they count in every figure, and no list, "
      + "file, chart or text shows them. A group that is named by a single row or by a person does not "
      + "take them in; below a total, which does, such a group is left out. No option lists them.",
    zh: "模型规定了表中哪些行不列出：它们计入所有统计，但不出现在任何列表、文件、图和文字中。"
      + "按单行或个人分组时，各组不计入这类行；带合计时，合计照常计入，含这类行的组则不列出。没有选项可以列出它们。")
  static let unknownProfile = DiagnosticCode(
    "unknown-profile",
    "A profile is a set of definitions: how one report or law counts. `--profile NAME` takes a "
      + "built-in one, or the path of a `.pq` file.",
    zh: "口径是一组指标定义，即某份报告或某部法规的统计方法。`--profile 名称` 可用内置口径，也可以是 `.pq` 文件的路径。")
  static let moreErrors = DiagnosticCode(
    "more-errors",
    "At most ten errors are shown at once; the others often follow from them.",
    zh: "一次最多显示十个错误，其余错误往往由它们引起。")
  static let cellsHidden = DiagnosticCode(
    "cells-hidden",
    "`protect` hides counts that are too small (`<5`), and others (`*`) from which, with the sums of rows "
      + "and columns, they could be worked out.",
    zh: "`保护` 隐去过小的件数（`<5`），以及与行列合计相减即可推出它们的其他单元格（`*`）。")
  static let unusableKey = DiagnosticCode(
    "unusable-key",
    "The key of pseudonyms is at least 32 random bytes in a file that only its owner may change, and "
      + "only its owner and group may read.",
    zh: "化名所用的密钥是至少 32 字节的随机文件，只有属主可以修改，只有属主和同组用户可以读取。")
}

extension Diagnostic {
  /// There is no built-in profile of this name.
  package static func unknownProfile(_ name: String, known: [String]) -> Diagnostic {
    let nearest = SpellingSuggestion.nearest(to: name, among: known).first
    let list = known.joined(separator: ", ")
    return Diagnostic(
      SessionDiagnostics.unknownProfile,
      LocalizedText("there is no profile `\(name)`", zh: "没有口径 `\(name)`"),
      help: nearest.map {
        LocalizedText("did you mean `\($0)`?", zh: "是否要写 `\($0)`？")
      } ?? LocalizedText("it takes \(list), or a file", zh: "可取：\(list)，或一个文件"))
  }

  /// The condition of an `assert` is not true.
  ///
  ///     assert (fruit | count) = 0  "no fruit is left"
  ///             ~~~~~~~~~~~~~~~~~
  static func assertionFailed(reason: String?, findings: [LocalizedText]) -> Diagnostic {
    let message =
      reason.map { LocalizedText("assertion failed: \($0)", zh: "断言不成立：\($0)") }
      ?? LocalizedText("assertion failed", zh: "断言不成立")
    return Diagnostic(
      SessionDiagnostics.assertionFailed, message,
      label: LocalizedText("this is not true", zh: "此条件不成立"), notes: findings)
  }

  /// What an operand of a failed condition was.
  static func finding(_ text: String, is value: String) -> LocalizedText {
    LocalizedText("`\(text)` is \(value)", zh: "`\(text)` 的值是 \(value)")
  }

  /// A run with `--safe` wants to write a file.
  package static func writingIsOff(_ path: String) -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.safeMode,
      LocalizedText(
        "`\(path)` is not written: this run is safe", zh: "没有写入 `\(path)`：本次运行处于安全模式"),
      label: LocalizedText("writes a file", zh: "要写文件"))
  }

  /// A safe session is asked to start another program.
  package static func startingIsOff(_ program: String) -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.safeMode,
      LocalizedText(
        "`\(program)` is not started: this run is safe", zh: "没有启动 `\(program)`：本次运行处于安全模式"))
  }

  /// A safe session is asked to unmask.
  static func revealingIsOff() -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.safeMode,
      LocalizedText(
        "nothing is unmasked: this run is safe", zh: "没有显示原值：本次运行处于安全模式"))
  }

  /// A run with `--safe` wants to read a file that was not given as data.
  package static func readingIsOff(_ path: String) -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.safeMode,
      LocalizedText(
        "`\(path)` is not read: this run is safe", zh: "没有读取 `\(path)`：本次运行处于安全模式"),
      label: LocalizedText("reads a file", zh: "要读文件"),
      help: LocalizedText(
        "name the file on the command line: `pq … \(path)`",
        zh: "请在命令行上给出该文件：`pq … \(path)`"))
  }

  /// `--param` names nothing that a script declares.
  package static func unknownParameter(_ name: String, nearest: [String]) -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.unknownParameter,
      LocalizedText("there is no parameter `\(name)`", zh: "没有参数 `\(name)`"),
      help: nearest.first.map {
        LocalizedText("did you mean `\($0)`?", zh: "是否要写 `\($0)`？")
      })
  }

  /// A folder given as data holds nothing to read.
  static func noTables(in folder: String) -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.noTables,
      LocalizedText(
        "no `.csv` or `.tsv` file in `\(folder)`", zh: "`\(folder)` 中没有 `.csv` 或 `.tsv` 文件"))
  }

  /// Scripts include one another without end.
  static func includeDepth() -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.includeDepth,
      LocalizedText("scripts are included more than 64 deep", zh: "脚本引入超过 64 层"),
      label: LocalizedText("one too many", zh: "层数过多"))
  }

  /// `.cd` was given something that is no folder, or that may not be entered.
  static func noFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.noFolder,
      LocalizedText("there is no folder `\(path)` to go to", zh: "没有可以进入的文件夹 `\(path)`"))
  }

  /// A setting that no reader knows.
  static func unknownImportSetting(_ name: String, value: String) -> Diagnostic {
    if name == "delimiter" || name == "quote" {
      return Diagnostic(
        SessionDiagnostics.unknownImportSetting,
        LocalizedText("`\(value)` is not one ASCII character", zh: "`\(value)` 不是单个 ASCII 字符"),
        label: LocalizedText("one character is wanted", zh: "只能是一个字符"),
        help: LocalizedText(
          "write it like `delimiter \";\"`, a tab as `delimiter \"\\t\"`",
          zh: "写法如 `分隔符 \";\"`，制表符写 `分隔符 \"\\t\"`"))
    }
    return Diagnostic(
      SessionDiagnostics.unknownImportSetting,
      LocalizedText(
        "`import` has no setting `\(name) \(value)`", zh: "`导入` 没有设置 `\(name) \(value)`"),
      label: LocalizedText("not a setting of `import`", zh: "不是 `导入` 的设置"),
      help: LocalizedText(
        "settings are `day first`, `month first`, `no header`, `delimiter`, `quote`, `encoding`, "
          + "`missing`, `skip`",
        zh: "可用的设置有 `日在前`、`月在前`、`无表头`、`分隔符`、`引号`、`编码`、`空值`、`跳过`"))
  }

  /// `protect` has hidden something.
  static func cellsHidden(small: Int, others: Int) -> Diagnostic {
    let cells = small + others == 1 ? "1 count is hidden" : "\(small + others) counts are hidden"
    return Diagnostic(
      SessionDiagnostics.cellsHidden,
      LocalizedText(
        "\(cells): \(small) too small, \(others) that would tell them",
        zh: "隐去 \(small + others) 个件数：过小 \(small) 个，可推出它们的 \(others) 个"),
      severity: .note)
  }

  /// What can be wrong with a key file.
  enum KeyFault {
    case unreadable
    /// Others may read or change it.
    case open
    case short(Int)
    case long
  }

  /// The key file is there, and cannot serve.
  static func unusableKey(_ path: String, _ fault: KeyFault) -> Diagnostic {
    let message: LocalizedText
    var help: LocalizedText?
    switch fault {
    case .unreadable:
      message = LocalizedText("the key `\(path)` cannot be read", zh: "无法读取密钥 `\(path)`")
    case .open:
      message = LocalizedText(
        "the key `\(path)` is open to other users", zh: "密钥 `\(path)` 对其他用户开放")
      help = LocalizedText("close it: `chmod 600 \(path)`", zh: "收回权限：`chmod 600 \(path)`")
    case .short(let count):
      message = LocalizedText(
        "the key `\(path)` has \(count) bytes, fewer than 32",
        zh: "密钥 `\(path)` 只有 \(count) 字节，不足 32 字节")
      help = LocalizedText(
        "make another: `(umask 077; head -c 32 /dev/urandom > \(path))`",
        zh: "重新生成：`(umask 077; head -c 32 /dev/urandom > \(path))`")
    case .long:
      message = LocalizedText(
        "`\(path)` is too long to be a key", zh: "`\(path)` 过长，不是密钥")
      help = LocalizedText("a key has 32 to 4096 bytes", zh: "密钥为 32 至 4096 字节")
    }
    return Diagnostic(SessionDiagnostics.unusableKey, message, help: help)
  }

  /// A later file took an earlier one's name.
  static func tableReplaced(_ table: String, by file: String) -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.tableReplaced,
      LocalizedText(
        "table `\(table)` is now \(file)", zh: "表 `\(table)` 现在是 \(file)"),
      severity: .warning)
  }

  /// Declared tables for which a folder has no file.
  static func missingTables(_ tables: [LocalizedText], in folder: String) -> Diagnostic {
    let english = tables.map { "`\($0.english)`" }.joined(separator: ", ")
    let chinese = tables.map { "`\($0.chinese)`" }.joined(separator: "、")
    return Diagnostic(
      SessionDiagnostics.missingTables,
      LocalizedText("`\(folder)` has no file for \(english)", zh: "`\(folder)` 中没有 \(chinese) 的文件"),
      severity: .note, notes: [LocalizedText("they have no rows", zh: "这些表没有行")])
  }

  /// A file was known as a declared table by its columns.
  static func knownByColumns(_ file: String, name: String, like known: String) -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.knownByColumns,
      name == known
        ? LocalizedText(
          "`\(file)` is read as `\(known)`, by its columns", zh: "按列名将 `\(file)` 读作 `\(known)`")
        : LocalizedText(
          "`\(name)` is read like `\(known)`, by its columns",
          zh: "按列名将 `\(name)` 按 `\(known)` 的规定读入"),
      severity: .note)
  }

  /// Columns of a file that the model does not declare, and that may be about people.
  static func undeclaredColumns(_ columns: [String], in file: String) -> Diagnostic {
    let english = columns.map { "`\($0)`" }.joined(separator: ", ")
    let chinese = columns.map { "`\($0)`" }.joined(separator: "、")
    return Diagnostic(
      SessionDiagnostics.undeclaredColumns,
      LocalizedText(
        "the model does not declare \(english) of `\(file)`",
        zh: "模型没有声明 `\(file)` 的 \(chinese)"),
      severity: .note,
      notes: [LocalizedText("masked like private columns", zh: "按隐私列遮盖")])
  }

  /// Errors beyond the tenth.
  static func moreErrors(_ count: Int) -> Diagnostic {
    Diagnostic(
      SessionDiagnostics.moreErrors,
      LocalizedText(
        count == 1 ? "1 more error is not shown" : "\(count) more errors are not shown",
        zh: "还有 \(count) 个错误没有显示"),
      severity: .note)
  }

  /// Secret rows that groups do not take in.
  static func secretMembers(_ rows: Int) -> Diagnostic {
    let isOne = rows == 1
    return Diagnostic(
      SessionDiagnostics.secretRows,
      LocalizedText(
        "\(rows) secret row\(isOne ? " is" : "s are") in no group that a person or a single row names",
        zh: "有 \(rows) 行按规定不列出，也不计入按个人或单行分的组"),
      severity: .note)
  }

  /// Rows, or groups with such rows, that are counted and not shown.
  static func secretRows(_ rows: Int, groups: Int) -> Diagnostic {
    let english = [
      rows == 0 ? nil : "\(rows) secret row\(rows == 1 ? " is" : "s are")",
      groups == 0
        ? nil
        : "\(groups) group\(groups == 1 ? "" : "s") with secret rows"
          + (groups == 1 ? " is" : " are"),
    ].compactMap { $0 }.joined(separator: " and ")
    let chinese = [
      rows == 0 ? nil : "\(rows) 行", groups == 0 ? nil : "\(groups) 个含此类行的组",
    ].compactMap { $0 }.joined(separator: "、")
    return Diagnostic(
      SessionDiagnostics.secretRows,
      LocalizedText(
        "\(english) counted but not listed", zh: "有 \(chinese)按规定只计数、不列出"),
      severity: .note)
  }
}
