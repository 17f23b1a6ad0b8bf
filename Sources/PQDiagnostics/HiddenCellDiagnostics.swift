extension Diagnostic {
  /// What stands for a message that would quote a cell which must not be shown.
  ///
  ///     error[unreadable-number]: this fails on a value that must not be shown
  static func hiddenCell(_ code: DiagnosticCode) -> Diagnostic {
    Diagnostic(
      code,
      LocalizedText("this fails on a value that must not be shown", zh: "此处遇到一个不能显示的值，无法计算"),
      label: LocalizedText("fails", zh: "无法计算"),
      notes: [
        LocalizedText(
          "the value is private or in a secret row, so it is not quoted",
          zh: "该值属于私密字段或不列出的行，因此不引用")
      ])
  }
}
