import PQAssist
import PQDiagnostics
import PQPlan
import PQSession
import PQSyntax

extension MetaCommand {
  static let open: MetaCommand = MetaCommand(
    LocalizedText("open", zh: "打开"), in: .data,
    argument: LocalizedText("DATA…", zh: "数据…"), kind: .file,
    summary: LocalizedText("makes tables of more data", zh: "读入更多数据作为表"),
    details: LocalizedText(
      "DATA is what a command line may name: a folder (every file in it is a table), a file, or "
        + "name=file. A name with blanks stands between quotes. What is open stays open; a table "
        + "of the same name is replaced.",
      zh: "数据的写法与命令行相同：文件夹（其中每个文件是一张表）、文件，或 名称=文件。含空格的名称用引号括起。"
        + "已打开的表保留，同名的表被替换。"),
    examples: [
      LocalizedText(".open pears.csv", zh: ".打开 pears.csv"),
      LocalizedText(".open late=\"pears.csv\"", zh: ".打开 晚熟=\"pears.csv\""),
    ],
    run: { argument, context in
      guard let data = CommandWords.split(argument), !data.isEmpty else {
        return context.misused(open, argument)
      }
      return context.host.perform { $0.openTyped(data) }
    })

  static let importFile: MetaCommand = MetaCommand(
    LocalizedText("import", zh: "导入"), in: .data,
    argument: LocalizedText("FILE [as NAME]", zh: "文件 [作为 名称]"), kind: .file,
    summary: LocalizedText("reads a file into a table", zh: "把一个文件读入一张表"),
    details: LocalizedText(
      "It runs the statement `import \"FILE\" as NAME`, which also takes settings after `with`: "
        + "the delimiter, the encoding, types of columns.",
      zh: "相当于运行语句 `导入 \"文件\" 作为 名称`；该语句还可以在 `设定` 之后写分隔符、编码和字段类型。"),
    examples: [LocalizedText(".import pears.csv as pears", zh: ".导入 pears.csv 作为 梨")],
    run: { argument, context in
      guard let words = CommandWords.split(argument), let file = words.first else {
        return context.misused(importFile, argument)
      }
      var statement = "import \(StringText.quoted(file, isTemplate: true))"
      if words.count == 3, ["as", "作为"].contains(words[1]) {
        statement += " as \(NameText.spelled(words[2].replacing("`", with: "")))"
      } else if words.count != 1 {
        return context.misused(importFile, argument)
      }
      return context.host.compute(statement, name: nil)
    })

  static let export: MetaCommand = MetaCommand(
    LocalizedText("export", zh: "导出"), in: .data,
    argument: LocalizedText("FILE", zh: "文件"), kind: .file,
    summary: LocalizedText("writes the last result to a file", zh: "把上一个结果写入文件"),
    details: LocalizedText(
      "The extension chooses the format: csv, tsv, json, jsonl, md, html, txt, pqc. The file is "
        + "written whole or not at all, with all rows and columns; private columns stay masked. It "
        + "runs the statement `it | save \"FILE\"`.",
      zh: "格式由扩展名决定：csv、tsv、json、jsonl、md、html、txt、pqc。文件要么完整写入，要么不写，"
        + "包含全部行和列；隐私字段仍然遮盖。相当于运行语句 `它 | 保存 \"文件\"`。"),
    examples: [
      LocalizedText("fruit | count by variety\n.export counts.csv", zh: "水果 | 计数 按 品种\n.导出 件数.csv")
    ],
    run: { argument, context in
      guard !argument.isEmpty, let file = CommandWords.path(argument) else {
        return context.misused(export, argument)
      }
      guard context.catalog.previousResult != nil else { return context.told(.noResultYet()) }
      let literal = StringText.quoted(file, isTemplate: true)
      return context.host.compute("it | save \(literal)", name: nil)
    })

  static let read: MetaCommand = MetaCommand(
    LocalizedText("read", zh: "运行"), in: .data,
    argument: LocalizedText("FILE.pq", zh: "文件.pq"), kind: .file,
    summary: LocalizedText("runs a script", zh: "运行一个脚本"),
    details: LocalizedText(
      "The script is checked whole before its first statement runs, and stops at its first failure. "
        + "It may hold commands to the shell, each a line that begins with a dot; then it is checked "
        + "from one of them to the next.",
      zh: "运行前先检查整个脚本，遇到第一个错误即停止。脚本中可以有以点开头的交互命令，这时逐段检查和运行。"),
    examples: [LocalizedText(".read season.pq", zh: ".运行 season.pq")],
    run: { argument, context in
      guard !argument.isEmpty, let file = CommandWords.path(argument) else {
        return context.misused(read, argument)
      }
      do throws(QueryError) {
        return CommandScript.run(try context.session.script(at: file), context)
      } catch {
        return context.told(error.diagnostic)
      }
    })

  static let save: MetaCommand = MetaCommand(
    LocalizedText("save", zh: "保存"), in: .data,
    argument: LocalizedText("FILE.pq", zh: "文件.pq"), kind: .file,
    summary: LocalizedText(
      "writes the statements that made the current names", zh: "把得到当前各名称的语句写入脚本"),
    details: LocalizedText(
      "Every `let`, `param`, `import` and declaration of this session that still counts goes into a "
        + "script in the canonical layout, and the queries whose rows `it` named; a comment says how "
        + "the program was started. `.read` runs it again.",
      zh: "本次会话中仍然有效的 `设`、`参数`、`导入` 和各种声明，以及 `它` 所指的查询，按统一格式写入脚本；"
        + "注释中写明程序是怎样启动的。用 `.运行` 可再次运行。"),
    examples: [
      LocalizedText(
        "let heavy = fruit where weight > 10\n.save session.pq",
        zh: "设 重的 = 水果 其中 重量 > 10\n.保存 session.pq")
    ],
    run: { argument, context in
      guard !argument.isEmpty, let file = CommandWords.path(argument) else {
        return context.misused(save, argument)
      }
      do throws(QueryError) {
        let count = try context.session.saveScript(file)
        context.writer.show(ShellHelp.saved(count, in: file))
        return .done
      } catch {
        return context.told(error.diagnostic)
      }
    })

  static let cd: MetaCommand = MetaCommand(
    LocalizedText("cd", zh: "目录"), in: .data,
    argument: LocalizedText("[FOLDER]", zh: "[文件夹]"), kind: .folder,
    summary: LocalizedText(
      "reads and writes files relative to another folder", zh: "以另一文件夹为准读写文件"),
    details: LocalizedText("Alone it says which folder counts now.", zh: "不带参数时显示当前文件夹。"),
    examples: [LocalizedText(".cd .", zh: ".目录 .")],
    run: { argument, context in
      if argument.isEmpty {
        context.writer.show(LocalizedText(verbatim: context.session.folder))
        return .done
      }
      guard let folder = CommandWords.path(argument) else { return context.misused(cd, argument) }
      return context.told(context.session.changeFolder(folder))
    })
}
