import Glibc
import PQColumnar
import PQDiagnostics
import PQSyntax

/// The history as a table: `history where failed | top 5 by time`.
enum HistoryTable {
  static let name = LocalizedText("history", zh: "历史")

  private static let schema = Schema([
    Field("time", zh: "时间", type: .datetime, isOptional: false),
    Field("statement", zh: "语句", type: .text, isOptional: false),
    Field("duration", zh: "用时", type: .decimal(scale: durationScale)),
    Field("rows", zh: "行数", type: .integer),
    Field("outcome", zh: "结果", type: .text),
    Field("failed", zh: "失败", type: .boolean),
    Field("register", zh: "登记簿", type: .text),
    Field("shell", zh: "进程", type: .integer),
  ])
  /// Milliseconds.
  private static let durationScale = 3
  private static let mostSeconds = 1e12

  /// Whether a statement speaks of it.
  static func isNamed(in statement: String) -> Bool {
    guard statement.contains("history") || statement.contains("历史") else { return false }
    return Lexer.lex(SourceText(statement)).tokens.contains { token in
      token.kind == .word && (token.text == name.english || token.text == name.chinese)
    }
  }

  /// Makes the table, oldest statement first. What is not known is missing.
  static func table(of entries: [HistoryEntry]) -> Table {
    let columns: [[Value]] = [
      entries.map { .datetime(localSeconds($0.time)) },
      entries.map { .text($0.text) },
      entries.map { $0.duration.map(decimal) ?? .missing },
      entries.map { $0.rowCount.map { .integer(Int64($0)) } ?? .missing },
      entries.map { $0.outcome.map { .text($0.rawValue) } ?? .missing },
      entries.map { $0.outcome.map { .boolean($0 == .failed) } ?? .missing },
      entries.map { $0.register.map { .text($0) } ?? .missing },
      entries.map { $0.shell.map { .integer(Int64($0)) } ?? .missing },
    ]
    let batch = Batch(
      columns: zip(columns, schema.fields).map { Column(values: $0, type: $1.type) },
      rowCount: entries.count)
    return Table(name: name.english, schema: schema, blocks: entries.isEmpty ? [] : [batch])
  }

  private static func decimal(_ seconds: Double) -> Value {
    guard seconds.isFinite, abs(seconds) < mostSeconds else { return .missing }
    return .decimal(
      Decimal(mantissa: Int64((seconds * 1000).rounded()), scale: durationScale))
  }

  /// What a clock on the wall shows.
  private static func localSeconds(_ seconds: Int) -> Int64 {
    var moment = time_t(seconds)
    var local = tm()
    guard localtime_r(&moment, &local) != nil else { return Int64(seconds) }
    return Int64(seconds) + Int64(local.tm_gmtoff)
  }
}
