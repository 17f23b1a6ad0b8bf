import PQDiagnostics

/// What the parser says about operators.
extension Diagnostic {
  /// An operator as other languages spell it.
  ///
  ///     orchards where variety == fuji
  ///                            ^^
  static func foreignOperator(_ written: String, native: LocalizedText) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.foreignOperator,
      LocalizedText("`\(written)` is spelled otherwise here", zh: "`\(written)` 在这里写法不同"),
      label: LocalizedText("from another language", zh: "其他语言的写法"),
      help: LocalizedText("write `\(native.english)`", zh: "请写 `\(native.chinese)`"))
  }

  /// Two comparisons in a row.
  ///
  ///     1 < weight < 5
  ///                ^
  static func chainedComparison(isBetween: Bool) -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.chainedComparison,
      LocalizedText("two comparisons cannot be chained", zh: "两个比较不能连写"),
      label: LocalizedText("a second comparison", zh: "第二个比较"),
      help: isBetween
        ? LocalizedText(
          "write a range, `x in 1..5`, or join two comparisons with `and`",
          zh: "请写成范围 `x 属于 1..5`，或用 `且` 连接两个比较")
        : LocalizedText(
          "join two comparisons with `and`, or put one between brackets",
          zh: "请用 `且` 连接两个比较，或把其中一个放进括号"))
  }

  static func isWithoutMissing() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.foreignOperator,
      LocalizedText("`is` goes only with `missing`", zh: "`is` 只能与 `missing` 连用"),
      label: LocalizedText("not followed by `missing`", zh: "后面不是 `missing`"),
      help: LocalizedText(
        "write `=`, `is missing` or `is not missing`", zh: "请写 `=`、`为空` 或 `不为空`"))
  }

  static func likeOperator() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.foreignOperator,
      LocalizedText("there is no operator `like`", zh: "没有运算符 `like`"),
      label: LocalizedText("from another language", zh: "其他语言的写法"),
      help: LocalizedText(
        "write `contains`, `starts with`, `ends with` or `~ \"regex\"`",
        zh: "请写 `包含`、`开头是`、`结尾是` 或 `~ \"正则\"`"))
  }

  static func betweenOperator() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.foreignOperator,
      LocalizedText("there is no operator `between`", zh: "没有运算符 `between`"),
      label: LocalizedText("from another language", zh: "其他语言的写法"),
      help: LocalizedText("write a range: `x in 1..5`", zh: "请写成范围：`x 属于 1..5`"))
  }

  /// `not` after an operator that binds tighter.
  ///
  ///     a = not b
  ///         ^^^
  static func notInsideOperand() -> Diagnostic {
    Diagnostic(
      SyntaxDiagnostics.expectedExpression,
      LocalizedText(
        "`not` cannot stand directly behind this operator", zh: "`非` 不能直接写在这个运算符后面"),
      label: LocalizedText("binds looser than what stands before", zh: "优先级低于前面的运算符"),
      help: LocalizedText("put it between brackets: `(not …)`", zh: "请加括号：`(非 …)`"))
  }

  /// A duration with its unit written out.
  ///
  ///     today - 15 days
  ///             ^^^^^^^
  static func spelledUnit(count: Int64, _ unit: DurationUnit) -> Diagnostic {
    let space = unit == .workday ? " " : ""
    return Diagnostic(
      SyntaxDiagnostics.badNumber,
      LocalizedText("this duration is spelled otherwise here", zh: "时长在这里写法不同"),
      label: LocalizedText("a number and its unit", zh: "数和单位"),
      help: LocalizedText(
        "write `\(count)\(space)\(unit.rawValue)`", zh: "请写 `\(count)\(unit.chinese)`"))
  }
}
