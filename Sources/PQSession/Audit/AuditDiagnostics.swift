import PQDiagnostics
import PQFormats

/// The messages about unmasking and about the audit log.
enum AuditDiagnostics {
  static let codes: [DiagnosticCode] = [
    unknownReveal, missingReason, auditUnwritable, notAnAuditLog, auditBroken,
  ]

  static let unknownReveal = DiagnosticCode(
    "unknown-reveal",
    "`--reveal` and `.reveal` unmask private columns by their names in either language; a name that "
      + "several tables have is written `TABLE.COLUMN`.",
    zh: "`--reveal` 和 `.揭示` 按名称（中英文均可）显示隐私字段的原值；多个表都有的字段写成 `表.字段`。")
  static let missingReason = DiagnosticCode(
    "missing-reason",
    "Private columns are unmasked for a reason, which goes to the audit log: `--reveal phone --reason "
      + "\"a call back in case 12\"`, in the shell `.reveal phone because \"…\"`.",
    zh: "显示隐私字段的原值必须说明理由，理由写入审计记录：`--reveal 电话 --reason \"12号件回访\"`，"
      + "交互环境中写 `.揭示 电话 依据 \"…\"`。")
  static let auditUnwritable = DiagnosticCode(
    "audit-unwritable",
    "Rows are shown only after the line that records it is in the audit log. The line could not be "
      + "written, so nothing was shown. `--audit FILE` names another file.",
    zh: "先写审计记录，后显示结果。审计记录无法写入，因此没有显示任何内容。可用 `--audit 文件` 另行指定。")
  static let notAnAuditLog = DiagnosticCode(
    "not-an-audit-log",
    "The file is no audit log, or its last line was changed, so nothing can follow it. `pq audit "
      + "verify FILE` says what is wrong; a log that was changed is kept as it is, and another file "
      + "begun.",
    zh: "文件不是审计记录，或最后一行被改动，无法续写。`pq audit verify 文件` 说明问题所在；"
      + "被改动的记录应原样保留，另用新文件。")
  static let auditBroken = DiagnosticCode(
    "audit-broken",
    "Each line of an audit log proves the one before it. At this line the proof fails: it was changed, "
      + "or lines before it were changed, removed or moved.",
    zh: "审计记录的每一行都能验证前一行。验证在这一行失败：该行被改动，或之前有行被改动、删除或调换。")
}

extension Diagnostic {
  /// `--reveal` names no column.
  static func unknownReveal(_ name: String, nearest: [String]) -> Diagnostic {
    Diagnostic(
      AuditDiagnostics.unknownReveal,
      LocalizedText("there is no private column `\(name)`", zh: "没有隐私字段 `\(name)`"),
      help: nearest.first.map {
        LocalizedText("did you mean `\($0)`?", zh: "是否要写 `\($0)`？")
      })
  }

  /// `--reveal` names a column that everybody sees.
  static func nothingToReveal(_ name: String) -> Diagnostic {
    Diagnostic(
      AuditDiagnostics.unknownReveal,
      LocalizedText("`\(name)` is not masked", zh: "`\(name)` 没有被遮蔽"),
      help: LocalizedText("leave it out", zh: "请去掉该字段"))
  }

  /// `--reveal` names private columns of several tables.
  static func ambiguousReveal(_ name: String, columns: [String]) -> Diagnostic {
    let names = columns.map { "`\($0)`" }
    return Diagnostic(
      AuditDiagnostics.unknownReveal,
      LocalizedText(
        "`\(name)` is a private column of several tables", zh: "多个表都有隐私字段 `\(name)`"),
      help: LocalizedText(
        "write \(names.joined(separator: " or "))", zh: "请写 \(names.joined(separator: " 或 "))"))
  }

  /// Columns are to be unmasked for no reason.
  package static func missingReason() -> Diagnostic {
    Diagnostic(
      AuditDiagnostics.missingReason,
      LocalizedText("there is no reason to unmask", zh: "没有说明显示原值的理由"),
      help: LocalizedText(
        "say why: `--reason \"…\"`, in the shell `because \"…\"`",
        zh: "请说明理由：`--reason \"…\"`，交互环境中写 `依据 \"…\"`"))
  }

  /// A line of the audit log could not be written.
  static func auditUnwritable(_ path: String, reason: Int32) -> Diagnostic {
    let cause = SystemReason.text(reason)
    return Diagnostic(
      AuditDiagnostics.auditUnwritable,
      LocalizedText(
        "the audit log `\(path)` cannot be written: \(cause.english)",
        zh: "无法写入审计记录 `\(path)`：\(cause.chinese)"),
      notes: [LocalizedText("nothing was shown", zh: "没有显示任何内容")])
  }

  /// There is neither `--audit` nor a home folder.
  static func noAuditLog() -> Diagnostic {
    Diagnostic(
      AuditDiagnostics.auditUnwritable,
      LocalizedText("there is no place for an audit log", zh: "没有存放审计记录的位置"),
      notes: [LocalizedText("nothing was shown", zh: "没有显示任何内容")],
      help: LocalizedText("name a file: `--audit FILE`", zh: "请指定文件：`--audit 文件`"))
  }

  /// The file to append to holds something else.
  static func notAnAuditLog(_ path: String) -> Diagnostic {
    Diagnostic(
      AuditDiagnostics.notAnAuditLog,
      LocalizedText(
        "`\(path)` is no audit log, or its last line was changed",
        zh: "`\(path)` 不是审计记录，或最后一行被改动"),
      notes: [LocalizedText("nothing was shown", zh: "没有显示任何内容")],
      help: LocalizedText(
        "look with `pq audit verify \(path)`", zh: "请用 `pq audit verify \(path)` 查看"))
  }

  /// A query would save its rows over the log that records it.
  static func auditIsNoOutput(_ path: String) -> Diagnostic {
    Diagnostic(
      AuditDiagnostics.notAnAuditLog,
      LocalizedText(
        "`\(path)` is the audit log and is not written over", zh: "`\(path)` 是审计记录，不能覆盖"),
      label: LocalizedText("the audit log", zh: "审计记录"))
  }

  /// `pq audit verify` found something.
  package static func auditBroken(_ path: String, line: Int, _ fault: AuditCheck.Fault)
    -> Diagnostic
  {
    let message: LocalizedText =
      switch fault {
      case .changed:
        LocalizedText("line \(line) was changed", zh: "第 \(line) 行被改动")
      case .misplaced:
        LocalizedText(
          "line \(line) does not follow the line before it", zh: "第 \(line) 行与前一行不衔接")
      case .cutShort:
        LocalizedText("line \(line), the last, is cut short", zh: "最后一行（第 \(line) 行）不完整")
      case .notLast:
        LocalizedText(
          "the log ends at line \(line), which is not the last line that was named",
          zh: "记录止于第 \(line) 行，与所给的最后一行不符")
      }
    var note: LocalizedText?
    switch fault {
    case .changed, .notLast: break
    case .misplaced:
      note = LocalizedText(
        "lines before it were changed, removed or moved", zh: "此前有行被改动、删除或调换")
    case .cutShort:
      note = LocalizedText(
        "a run was killed while it wrote, or the end was removed", zh: "写入时被强行终止，或结尾被删除")
    }
    return Diagnostic(
      AuditDiagnostics.auditBroken, message, place: .data(DataPlace(file: path, line: line)),
      notes: note.map { [$0] } ?? [])
  }
}

/// What a look at an audit log says.
package enum AuditReport {
  ///     12 lines, 2020-08-07T14:30:00Z to 2020-08-09T09:12:44Z
  ///     last line: 5c0f…
  package static func text(of check: AuditCheck) -> LocalizedText {
    guard check.fault == nil else {
      return LocalizedText(
        "\(check.lineCount) lines read, the log is not as it was written",
        zh: "已读 \(check.lineCount) 行，记录与写入时不符")
    }
    guard let first = check.firstTime, let last = check.lastTime, let digest = check.lastDigest
    else { return LocalizedText("no lines", zh: "没有记录") }
    var english =
      check.lineCount == 1 ? "1 line, \(first)" : "\(check.lineCount) lines, \(first) to \(last)"
    var chinese = "共 \(check.lineCount) 行，\(first) 至 \(last)"
    if !check.tornLines.isEmpty {
      let numbers = check.tornLines.map(String.init)
      english += "\ncut short when a run was killed: line \(numbers.joined(separator: ", "))"
      chinese += "\n写入时被强行终止而不完整的行：\(numbers.joined(separator: "、"))"
    }
    return LocalizedText(
      english + "\nlast line: \(digest)", zh: chinese + "\n最后一行：\(digest)")
  }
}
