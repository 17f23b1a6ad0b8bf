import PQColumnar
import PQDiagnostics

/// The text of values in the formats that people read: table, vertical, markdown, html, charts.
///
/// | type | text |
/// | --- | --- |
/// | boolean | `yes`, `no`; 是, 否 |
/// | float | at most 3 decimals, half up, zeros behind dropped |
/// | ratio | `79.3%`: one decimal, half up on the exact fraction |
/// | enumeration | the Chinese label in Chinese, else the code |
/// | missing | `–` |
/// | others | as in data formats |
struct ReadingFormatter {
  let cell: CellFormatter
  let language: Language
  /// Whether digits stand in groups of three from 10,000 on.
  let groupsDigits: Bool
  /// Whether a ratio is followed by its two numbers: `79.3% (218/275)`.
  var showsFraction = false

  static let missing = "–"

  init(_ cell: CellFormatter, language: Language, groupsDigits: Bool = false) {
    self.cell = cell
    self.language = language
    self.groupsDigits = groupsDigits && ReadingFormatter.isAmount(cell.field)
  }

  /// Returns what heads the column.
  var heading: String { ReadingFormatter.heading(cell.field, language) }

  static func heading(_ field: Field, _ language: Language) -> String {
    language == .chinese ? field.chineseName ?? field.name : field.name
  }

  /// Whether cells stand at the right edge of their column.
  var isRightAligned: Bool {
    return cell.field.type.isNumeric || cell.field.type == .duration
  }

  func text(_ column: Column, at row: Int) -> String {
    if column.isMissing(at: row) { return ReadingFormatter.missing }
    let type = cell.field.type
    var text: String
    switch column.value(at: row, as: type) {
    case .boolean(let flag): text = ReadingFormatter.word(for: flag).text(in: language)
    case .float(let number): text = ReadingFormatter.rounded(number)
    case .ratio(let ratio): text = ReadingFormatter.text(ratio, as: type)
    case .code(let position): text = label(position)
    case let value: text = ValueFormat.text(value, as: type)
    }
    if groupsDigits { text = ReadingFormatter.grouped(text) }
    if showsFraction, case .ratio(let ratio) = column.value(at: row, as: type) {
      text += " (\(ratio.numerator)/\(ratio.denominator))"
    }
    return text
  }

  /// Returns what writes each column of a table that a person reads on the screen: the only row of
  /// a result shows what its ratios are made of, unless that stands beside them.
  static func forScreen(
    _ rows: TableRows, language: Language, groupsDigits: Bool = false
  ) -> [ReadingFormatter] {
    let isOneRow = rows.table.rowCount == 1 && rows.table.total == nil
    let names = Set(rows.table.schema.fields.map(\.name))
    return rows.cells.map { cell in
      var formatter = ReadingFormatter(cell, language: language, groupsDigits: groupsDigits)
      formatter.showsFraction =
        isOneRow && cell.field.isFraction
        && !names.contains("\(cell.field.name)_numerator")
      return formatter
    }
  }

  private static func word(for flag: Bool) -> LocalizedText {
    flag ? LocalizedText("yes", zh: "是") : LocalizedText("no", zh: "否")
  }

  private func label(_ position: Int64) -> String {
    guard case .enumeration(let enumeration) = cell.field.type,
      position >= 0, position < enumeration.codes.count
    else { return String(position) }
    let code = enumeration.codes[Int(position)]
    return language == .chinese ? code.chineseLabel ?? code.code : code.code
  }

  static func text(_ ratio: Ratio, as type: DataType) -> String {
    guard ratio.denominator > 0 else { return missing }
    let isPercent = type == .ratio(.percent)
    let tenths = ExactDivision.roundedHalfUp(
      Int128(ratio.numerator) * 1000, by: Int128(ratio.denominator))
    if isPercent {
      let sign = tenths < 0 ? "-" : ""
      return "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)%"
    }
    guard let thousandths = Int64(exactly: tenths) else {
      return ValueFormat.text(.ratio(ratio), as: type)
    }
    return ValueFormat.text(.decimal(Decimal(mantissa: thousandths, scale: 3)), as: .float)
  }

  /// Returns a float with at most three decimals, rounded half up on its shortest text.
  ///
  ///     2.0005    2.001      0.1 + 0.2    0.3
  static func rounded(_ number: Double) -> String {
    let text = ValueFormat.text(.float(number), as: .float)
    guard !text.contains("e"), let point = text.firstIndex(of: ".") else {
      return text.contains("e") && abs(number) < 1 ? "0" : text
    }
    let digits = text[..<point] + text[text.index(after: point)...].prefix(3)
    let decimals = text[text.index(after: point)...]
    guard decimals.count > 3 else { return text }
    guard let thousandths = Int64(digits) else { return text }
    let isUp = (decimals.dropFirst(3).first?.wholeNumberValue ?? 0) >= 5
    let step: Int64 = text.hasPrefix("-") ? -1 : 1
    let decimal = Decimal(mantissa: thousandths + (isUp ? step : 0), scale: 3)
    return ValueFormat.text(.decimal(decimal), as: .float)
  }

  /// Whether a number column holds amounts: identifiers keep their digits together.
  private static func isAmount(_ field: Field) -> Bool {
    guard field.type.isNumeric else { return false }
    let name = field.name.lowercased()
    let identifiers = ["id", "code", "number", "phone", "year", "no", "zip", "postcode"]
    if identifiers.contains(where: { name == $0 || name.hasSuffix("_\($0)") }) { return false }
    let endings = ["号", "码", "编号", "电话", "代码", "年", "年份"]
    return ![name, field.chineseName ?? ""].contains { word in
      endings.contains { word.hasSuffix($0) }
    }
  }

  /// Puts commas between groups of three digits, from 10,000 on: a four-digit number may be a
  /// year.
  static func grouped(_ text: String) -> String {
    let isNegative = text.hasPrefix("-")
    let whole = text.dropFirst(isNegative ? 1 : 0).prefix { $0.isASCII && $0.isNumber }
    guard whole.count >= 5, !text.contains("e") else { return text }
    var result = ""
    for (offset, digit) in whole.enumerated() {
      if offset > 0, (whole.count - offset) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (isNegative ? "-" : "") + result + text[whole.endIndex...]
  }

  /// What the total row says in its first empty key column.
  static func totalWord(_ language: Language) -> String {
    LocalizedText("total", zh: "合计").text(in: language)
  }
}
