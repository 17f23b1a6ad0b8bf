import PQAssist
import PQDiagnostics
import PQFormats
import PQSession

extension MetaCommand {
  static let output: MetaCommand = MetaCommand(
    LocalizedText("output", zh: "输出"), in: .results,
    argument: LocalizedText("[FORMAT | FILE]", zh: "[格式 | 文件]"), kind: .file,
    summary: LocalizedText(
      "lets results go to a file, or gives them another form; alone, to the screen",
      zh: "让结果写入文件或改用另一格式；不带参数时回到屏幕"),
    details: LocalizedText(
      "FORMAT is auto, \(formatNames). A word with a dot or a slash is a file, whose extension "
        + "chooses the format; results go there until `.output` alone, and the file is there, whole, "
        + "from then on. Private columns stay masked, and the audit log names the file.",
      zh:
        "格式可以是 auto、\(formatNames.replacing(", ", with: "、"))。带点或斜线的是文件，扩展名决定其格式；结果写入该文件，直到单独的 `.输出`，"
        + "这时文件才完整写出。隐私字段仍然遮盖，审计记录中写明文件。"),
    examples: [
      LocalizedText(
        ".output ripe.csv\nfruit where weight > 10\n.output",
        zh: ".输出 成熟.csv\n水果 其中 重量 > 10\n.输出"),
      LocalizedText(".output json", zh: ".输出 json"),
    ],
    run: { argument, context in
      let isFormat = !argument.contains { $0 == "." || $0 == "/" }
      if !argument.isEmpty, isFormat {
        return ShellSetting.format.take(argument, context)
          ? .done : context.misused(output, argument)
      }
      var file: ResultFile?
      if !argument.isEmpty {
        guard let path = CommandWords.path(argument) else {
          return context.misused(output, argument)
        }
        do throws(QueryError) {
          file = try context.openFile(path)
        } catch {
          return context.told(error.diagnostic)
        }
      }
      let before = context.settings.exchangeFile(file)
      context.session.send(to: file)
      let outcome = before.map { context.finish($0) } ?? .done
      return outcome == .done ? .done : .ran(outcome)
    })

  private static let formatNames = ShellSetting.formats.map(\.rawValue).joined(separator: ", ")

  static let once: MetaCommand = MetaCommand(
    LocalizedText("once", zh: "输出一次"), in: .results,
    argument: LocalizedText("FILE", zh: "文件"), kind: .file,
    summary: LocalizedText(
      "lets the results of the next statement go to a file", zh: "下一条语句的结果写入文件"),
    details: LocalizedText(
      "The extension chooses the format. If the statement fails, the file stays as it was.",
      zh: "格式由扩展名决定。语句出错时文件保持原样。"),
    examples: [
      LocalizedText(".once heavy.json\nfruit | top 3 by weight", zh: ".输出一次 最重.json\n水果 | 前 3 按 重量")
    ],
    run: { argument, context in
      guard !argument.isEmpty, let path = CommandWords.path(argument) else {
        return context.misused(once, argument)
      }
      do throws(QueryError) {
        let file = try context.openFile(path)
        context.settings.exchangeFileOnce(file)?.discard()
        context.session.send(to: file)
        return .done
      } catch {
        return context.told(error.diagnostic)
      }
    })

  static let last: MetaCommand = MetaCommand(
    LocalizedText("last", zh: "上次"), in: .results,
    summary: LocalizedText(
      "shows the last result in full, page by page", zh: "分页显示上一个结果的全部行和列"),
    details: LocalizedText(
      "Every row and every column, none cut short. At a terminal $PAGER shows it, or `less -S`, which "
        + "moves sideways by the arrow keys and ends with q.",
      zh: "显示全部行和列，内容不截断。终端上用 $PAGER 或 `less -S` 显示，左右方向键横移，q 退出。"),
    examples: [LocalizedText("fruit\n.last", zh: "水果\n.上次")],
    run: { _, context in
      guard let result = context.settings.lastResult else { return context.told(.noResultYet()) }
      context.writer.showWhole(result)
      return .done
    })

  static let rows = MetaCommand.of(
    .rows, in: .results, kind: .number,
    details: LocalizedText(
      "Below the table stands how many rows are hidden; `.last` shows all of them.",
      zh: "表格下面写明有多少行没有显示；`.上次` 显示全部。"),
    examples: [LocalizedText(".rows 50", zh: ".行数 50"), LocalizedText(".rows all", zh: ".行数 全部")])

  static let width = MetaCommand.of(
    .width, in: .results, kind: .number,
    details: LocalizedText(
      "For a terminal that does not know its width, or one that is to be copied from.",
      zh: "用于不知道自身宽度的终端，或需要从屏幕复制时。"),
    examples: [LocalizedText(".width 120", zh: ".宽度 120")])
}

extension MetaCommandContext {
  /// Opens a file for results in the form that its extension names, else the shell's.
  fileprivate func openFile(_ path: String) throws(QueryError) -> ResultFile {
    try session.openResultFile(path, as: settings.values.format)
  }

  /// Lets results go to the screen again; a file that took them is put in its place.
  func closeFiles() -> RunOutcome {
    settings.exchangeFileOnce(nil)?.discard()
    let outcome = settings.exchangeFile(nil).map { finish($0) } ?? .done
    session.send(to: nil)
    return outcome
  }

  /// Puts a file that took results in its place.
  fileprivate func finish(_ file: ResultFile) -> RunOutcome {
    do throws(QueryError) {
      try file.commit()
      if !settings.values.isQuiet { writer.note(ShellHelp.written(file.path)) }
      return .done
    } catch {
      writer.show(error.diagnostic)
      return .failed
    }
  }
}
