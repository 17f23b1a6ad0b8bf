import PQColumnar
import PQDiagnostics

/// Writes the values of a table's only column as words of a sentence.
///
///     plum                        plum
///     plum, pear, fig             plum, pear, fig      (、 between them in Chinese)
///     no row, or a missing value  –
///
/// A percentage that is whole has no decimals: `100%` says all, while `100.0%` says that it was
/// rounded.
package struct SentenceWriter {
  private let options: WriteOptions

  package init(options: WriteOptions) {
    self.options = options
  }

  package func text(_ table: Table) throws(QueryError) -> String {
    let rows = TableRows(table)
    guard let cell = rows.cells.first else { return ReadingFormatter.missing }
    let formatter = ReadingFormatter(cell, language: options.language)
    var texts: [String] = []
    try rows.forEach(isCancelled: options.isCancelled) {
      (columns, row, isTotal) throws(QueryError) in
      if isTotal { return }
      let text = formatter.text(columns[0], at: row)
      texts.append(wholePercent(columns[0], row, cell) ?? text)
    }
    if texts.isEmpty { return ReadingFormatter.missing }
    let separator = LocalizedText(", ", zh: "、").text(in: options.language)
    return DisplayWidth.visible(texts.joined(separator: separator))
  }

  private func wholePercent(_ column: Column, _ row: Int, _ cell: CellFormatter) -> String? {
    guard cell.field.type == .ratio(.percent),
      case .ratio(let ratio) = column.value(at: row, as: cell.field.type), ratio.denominator > 0
    else { return nil }
    let (percent, rest) = (Int128(ratio.numerator) * 100).quotientAndRemainder(
      dividingBy: Int128(ratio.denominator))
    return rest == 0 ? "\(percent)%" : nil
  }
}
