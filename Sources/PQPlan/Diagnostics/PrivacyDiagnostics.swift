import PQDiagnostics

extension PlanDiagnostics {
  static let keptApart = DiagnosticCode(
    "kept-apart",
    "A table's model says that two of its columns never stand in one result, nor anything made from "
      + "them, so that nobody reads off who complained about whom. The later one is left out. Show "
      + "them in two results, without what would join those.",
    zh: "模型规定两个字段及由其得出的内容不得出现在同一结果中，以免看出谁反映了谁。后一个字段已略去。"
      + "需要时请分两次查询，且结果中不要带有可以互相对应的字段。")
}

extension PlanDiagnostics {
  static let privacyOpened = DiagnosticCode(
    "privacy-opened",
    "A model may hide more than the one that comes with pq. To show private columns, columns that are kept "
      + "apart or secret rows is to unmask them: give the model with `--model` and say why with "
      + "`--reason`; both go into the audit log.",
    zh: "模型可以比内置模型隐藏更多内容。若要显示隐私列、不得同时出现的字段或不列出的行，等同于去除遮盖："
      + "请用 `--model` 指定模型，并用 `--reason` 说明理由，两者都会写入审计日志。")
}

extension Diagnostic {
  /// A declaration would show columns that the model hides.
  ///
  ///     table people { name text }
  static func privacyOpened(_ columns: [String], of table: String) -> Diagnostic {
    let names = columns.map { "`\($0)`" }
    return Diagnostic(
      PlanDiagnostics.privacyOpened,
      LocalizedText(
        "this would show more of \(names.joined(separator: ", ")) than the model of `\(table)` does",
        zh: "此声明会比 `\(table)` 的模型显示更多：\(names.joined(separator: "、"))"),
      label: LocalizedText("hides less", zh: "隐藏得更少"),
      help: Diagnostic.openingHelp)
  }

  /// A declaration would list rows that the model keeps secret.
  ///
  ///     secret orders where false
  static func secretRowsOpened(of table: String) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.privacyOpened,
      LocalizedText(
        "this may list rows of `\(table)` that the model keeps secret",
        zh: "此声明可能列出 `\(table)` 中模型规定不列出的行"),
      label: LocalizedText("another condition", zh: "条件不同"),
      help: Diagnostic.openingHelp)
  }

  private static let openingHelp = LocalizedText(
    "to show more, give it as `--model FILE.pq --reason \"…\"`; to hide more, begin with the model's condition "
      + "and go on with `or`",
    zh: "要显示更多，请用 `--model FILE.pq --reason \"…\"`；要隐藏更多，请以模型的条件开头并接 `或`")

  /// A column is left out of a result, since another one stands there.
  ///
  ///     orders | select buyer, seller
  ///                     -----  ~~~~~~
  static func keptApart(
    _ column: String, from other: String?, at place: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      PlanDiagnostics.keptApart,
      other.map {
        LocalizedText(
          "`\(column)` is left out: it is kept apart from `\($0)`",
          zh: "已略去 `\(column)`：它不得与 `\($0)` 出现在同一结果中")
      }
        ?? LocalizedText(
          "`\(column)` is left out: it is made from columns that are kept apart, or its rows chosen by them",
          zh: "已略去 `\(column)`：它由不得同时出现的字段得出，或所在的行按另一方选出"),
      severity: .warning,
      label: other == nil
        ? LocalizedText("both would stand in one result", zh: "两者会出现在同一结果中")
        : LocalizedText("the later one is left out", zh: "略去后一个"),
      secondary: place.map {
        [DiagnosticLabel($0, LocalizedText("the earlier one is shown", zh: "显示前一个"))]
      } ?? [],
      help: other.map {
        LocalizedText(
          "name the columns to show, with `\(column)` or `\($0)`",
          zh: "请列明要显示的字段，`\(column)` 与 `\($0)` 只取其一")
      })
  }

  /// Columns that came along with whole rows are not shown, since the rows were chosen by what they are
  /// kept apart from.
  ///
  ///     orders where seller = "x"
  static func notListed(_ columns: [String]) -> Diagnostic {
    let names = columns.map { "`\($0)`" }
    let isOne = columns.count == 1
    return Diagnostic(
      PlanDiagnostics.keptApart,
      LocalizedText(
        "\(names.joined(separator: ", ")) \(isOne ? "is" : "are") not listed here, since the model keeps "
          + "\(isOne ? "it" : "them") apart from what the rows were chosen by",
        zh: "此处不列出 \(names.joined(separator: "、"))：模型规定不与选行所依据的字段同时列出"),
      severity: .note)
  }

  /// A column that came along with whole rows is not shown, since another one stands there.
  ///
  ///     orders
  static func notListed(_ columns: [String], beside other: String) -> Diagnostic {
    let names = columns.map { "`\($0)`" }
    let english = names.joined(separator: ", ")
    let chinese = names.joined(separator: "、")
    let isOne = columns.count == 1
    return Diagnostic(
      PlanDiagnostics.keptApart,
      LocalizedText(
        "\(english) \(isOne ? "is" : "are") not listed here, since the model keeps "
          + "\(isOne ? "it" : "them") apart from `\(other)`",
        zh: "此处不列出 \(chinese)：模型规定不与 `\(other)` 同时列出"),
      severity: .note,
      help: LocalizedText(
        "`select` \(isOne ? "it" : "them") without `\(other)` to look at \(isOne ? "it" : "them")",
        zh: "需要时请单独选列，不带 `\(other)`"))
  }
}
