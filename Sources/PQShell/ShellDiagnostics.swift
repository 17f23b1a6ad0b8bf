import PQDiagnostics

/// The messages of the shell itself.
package enum ShellDiagnostics {
  package static let codes: [DiagnosticCode] = [
    unknownMetaCommand, unknownSchemaTable, unknownHelpTopic, unknownModelFile, revealForm,
    commandForm, settingValue, unknownSetting, noResultYet, programFailed, scriptLine,
    sampleNeeded, safetyStays, readDepth,
  ]

  static let unknownMetaCommand = DiagnosticCode(
    "unknown-meta-command",
    "A line that begins with a dot speaks to the shell itself. `.help` lists what it understands.",
    zh: "以点开头的一行是对交互环境本身的命令。`.帮助` 列出全部命令。")
  static let unknownSchemaTable = DiagnosticCode(
    "unknown-schema-table",
    "`.schema` shows the columns of a table that is loaded or declared. `.tables` lists them.",
    zh: "`.结构` 显示已读入或已声明的表的字段。`.表` 列出全部表。")
  static let unknownModelFile = DiagnosticCode(
    "unknown-model-file",
    "`.model` prints the texts of the model in force; `.model NAME` one of them.",
    zh: "`.模型` 显示当前模型的全文，`.模型 文件` 显示其中一个文件。")
  static let unknownHelpTopic = DiagnosticCode(
    "unknown-help-topic",
    "`.help` knows its own commands, every stage, every function and every code of a message.",
    zh: "`.帮助` 可以说明各个命令、步骤、函数和消息代码。")
  static let revealForm = DiagnosticCode(
    "reveal-form",
    "`.reveal` takes the names of private columns and a reason: `.reveal name, people.phone because "
      + "\"a call back\"`.",
    zh: "`.揭示` 后面写隐私字段的名称和理由：`.揭示 姓名, 人员.电话 依据 \"回访\"`。")
}

extension Diagnostic {
  /// `.model` was given a name that no text of the model has.
  static func unknownModelFile(
    _ name: String, nearest: String?, known: [String]
  ) -> Diagnostic {
    let list = known.joined(separator: ", ")
    return Diagnostic(
      ShellDiagnostics.unknownModelFile,
      LocalizedText("the model has no file `\(name)`", zh: "模型中没有文件 `\(name)`"),
      help: nearest.map { LocalizedText("did you mean `\($0)`?", zh: "是否要写 `\($0)`？") }
        ?? LocalizedText("it has \(list)", zh: "可看的有：\(list)"))
  }

  /// What stands after `.reveal` cannot be read.
  static func revealForm() -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.revealForm,
      LocalizedText(
        "`.reveal` wants columns and a reason", zh: "`.揭示` 需要字段和理由"),
      help: LocalizedText(
        "write `.reveal COLUMN, … because \"WHY\"`", zh: "写 `.揭示 字段, … 依据 \"理由\"`"))
  }

  /// There is no such meta command.
  ///
  ///     .tabels
  static func unknownMetaCommand(_ name: String, nearest: String?) -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.unknownMetaCommand,
      LocalizedText("there is no command `.\(name)`", zh: "没有命令 `.\(name)`"),
      help: nearest.map {
        LocalizedText("did you mean `.\($0)`?", zh: "是否要写 `.\($0)`？")
      } ?? LocalizedText("`.help` lists the commands", zh: "`.帮助` 列出全部命令"))
  }

  /// `.schema` was given a name that no table has.
  static func unknownSchemaTable(_ name: String, nearest: String?) -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.unknownSchemaTable,
      LocalizedText("there is no table `\(name)`", zh: "没有表 `\(name)`"),
      help: nearest.map { LocalizedText("did you mean `\($0)`?", zh: "是否要写 `\($0)`？") })
  }

  /// `.help` was given a topic that it does not know.
  static func unknownHelpTopic(_ topic: String, nearest: String?) -> Diagnostic {
    Diagnostic(
      ShellDiagnostics.unknownHelpTopic,
      LocalizedText("there is no help on `\(topic)`", zh: "没有关于 `\(topic)` 的帮助"),
      help: nearest.map { LocalizedText("did you mean `\($0)`?", zh: "是否要写 `\($0)`？") })
  }
}
