import PQAssist
import PQDiagnostics
import PQSession
import PQSyntax

extension MetaCommand {
  static let reveal: MetaCommand = MetaCommand(
    LocalizedText("reveal", zh: "揭示"), in: .session,
    argument: LocalizedText("[COLUMN, … because \"WHY\"]", zh: "[字段, … 依据 \"理由\"]"),
    kind: .privateColumn,
    summary: LocalizedText(
      "unmasks private columns until the shell ends, on the record; alone, lists them",
      zh: "显示隐私字段的原值直到退出，并记入审计；不带参数时列出已显示的字段"),
    details: LocalizedText(
      "The reason goes into the audit log before anything is shown, and every later statement is on "
        + "record. A safe shell reveals nothing.",
      zh: "理由先记入审计记录再显示原值，此后每条语句都有记录。安全模式下不能揭示。"),
    examples: [
      LocalizedText(
        ".reveal grower because \"a call back\"", zh: ".揭示 种植户 依据 \"回访\"")
    ],
    run: { argument, context in
      if argument.isEmpty {
        context.writer.show(ShellHelp.revealed(context.session.revealedColumns))
        return .done
      }
      guard let request = RevealArgument.request(argument) else {
        context.writer.show(.revealForm())
        return .failed
      }
      let refused = context.session.reveal(request)
      for diagnostic in refused { context.writer.show(diagnostic) }
      if refused.isEmpty {
        context.writer.show(ShellHelp.revealed(context.session.revealedColumns))
      }
      return refused.isEmpty ? .done : .failed
    })

  static let audit: MetaCommand = MetaCommand(
    LocalizedText("audit", zh: "审计"), in: .session,
    summary: LocalizedText(
      "names the audit log and checks that it is as it was written",
      zh: "显示审计记录的文件，并检查是否原样"),
    details: LocalizedText(
      "Every line of the log holds the digest of the line before, so that a changed byte or a removed line "
        + "shows.",
      zh: "记录的每一行含有上一行的摘要，因此改动一个字节或删去一行都会被发现。"),
    examples: [LocalizedText(".audit", zh: ".审计")],
    run: { _, context in
      guard let path = context.session.auditPath else {
        context.writer.show(ShellHelp.noAuditLog)
        return .done
      }
      context.writer.show(ShellHelp.auditLog(path, isKept: context.session.isAudited))
      do throws(QueryError) {
        guard let check = try AuditLog.check(existing: path) else { return .done }
        context.writer.show(AuditReport.text(of: check))
        guard let fault = check.fault else { return .done }
        context.writer.show(.auditBroken(path, line: fault.line, fault.kind))
      } catch {
        context.writer.show(error.diagnostic)
      }
      return .failed
    })
}

/// What stands after `.reveal`: columns, then `because` and a reason in quotes.
///
///     name, people.phone because "a call back in case 12"
enum RevealArgument {
  /// Returns `nil` for anything of another form; a reason that is left out is empty.
  static func request(_ text: String) -> RevealRequest? {
    let source = SourceText(text)
    var columns: [String] = []
    var tokens = Lexer.lex(source).tokens.dropLast()[...]
    repeat {
      if !columns.isEmpty { tokens.removeFirst() }
      guard var name = takeName(&tokens) else { return nil }
      if tokens.first?.kind == .symbol(.dot) {
        tokens.removeFirst()
        guard let column = takeName(&tokens) else { return nil }
        name += ".\(column)"
      }
      columns.append(name)
    } while tokens.first?.kind == .symbol(.comma)
    guard let because = tokens.popFirst() else {
      return RevealRequest(columns: columns, reason: "")
    }
    guard because.phrases.contains(where: { $0.keyword == .because && $0.words.count == 1 }),
      let reason = tokens.popFirst(), reason.kind == .string, !reason.isBad, tokens.isEmpty
    else { return nil }
    let literal = StringLiteral(source, token: reason, isTemplate: false)
    return RevealRequest(columns: columns, reason: literal.text)
  }

  private static func takeName(_ tokens: inout ArraySlice<Token>) -> String? {
    guard let token = tokens.first, token.kind == .quotedName || token.kind == .word,
      !token.phrases.contains(where: { $0.keyword == .because })
    else { return nil }
    tokens.removeFirst()
    return token.text
  }
}
