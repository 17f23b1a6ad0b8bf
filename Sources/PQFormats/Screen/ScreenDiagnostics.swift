import PQDiagnostics

/// What stands below a screen table or chart: how many rows it has, and what is not shown.
struct ScreenFooter {
  let rowCount: Int
  let hiddenRowCount: Int
  let hiddenColumns: [String]
  /// Fields of a heat chart for which the table has several rows.
  var repeatedCount = 0
  /// Rows of a line chart whose place on the calendar is missing.
  var unplacedCount = 0

  /// What says how to see what is hidden.
  var waysToSeeAll = WriteOptions().waysToSeeAll
  /// The only number in words: `12.3 million`.
  var magnitude: LocalizedText?

  /// Whether it says how many rows there are when all are shown.
  var countsRows = true

  /// Returns the lines, each with its line break.
  func text(in language: Language) -> String {
    lines.map { $0.text(in: language) + "\n" }.joined()
  }

  private var lines: [LocalizedText] {
    let count = LocalizedText(rowCount == 1 ? "1 row" : "\(rowCount) rows", zh: "\(rowCount) 行")
    var lines = countsRows || rowCount == 0 ? [count.with(magnitude)] : []
    var english: [String] = []
    var chinese: [String] = []
    if hiddenRowCount > 0 {
      english.append(hiddenRowCount == 1 ? "1 more row" : "\(hiddenRowCount) more rows")
      chinese.append("\(hiddenRowCount) 行")
    }
    if !hiddenColumns.isEmpty {
      let count = hiddenColumns.count
      let names = hiddenColumns.prefix(5)
      let hasMore = count > names.count
      english.append(
        (count == 1 ? "1 more column" : "\(count) more columns")
          + " (\(names.joined(separator: ", "))\(hasMore ? ", …" : ""))")
      chinese.append("\(count) 列（\(names.joined(separator: "、"))\(hasMore ? "等" : "")）")
    }
    if !english.isEmpty {
      lines.append(
        LocalizedText(
          "… \(english.joined(separator: ", ")); \(waysToSeeAll.english)",
          zh: "… 另有 \(chinese.joined(separator: "、"))未显示；\(waysToSeeAll.chinese)"))
    }
    if repeatedCount > 0 {
      lines.append(
        LocalizedText(
          (repeatedCount == 1 ? "1 row has" : "\(repeatedCount) rows have")
            + " the labels of another one; the last is shown",
          zh: "有 \(repeatedCount) 行与其他行标签相同，只显示最后一行"))
    }
    if unplacedCount > 0 {
      lines.append(
        LocalizedText(
          (unplacedCount == 1
            ? "1 row without a date is" : "\(unplacedCount) rows without a date are")
            + " not drawn",
          zh: "有 \(unplacedCount) 行没有时间，未画出"))
    }
    return lines
  }
}

extension LocalizedText {
  /// Puts a remark behind the number of rows: `1 row · 12.3 million`.
  fileprivate func with(_ remark: LocalizedText?) -> LocalizedText {
    guard let remark else { return self }
    return LocalizedText(
      remark.english.isEmpty ? english : "\(english) · \(remark.english)",
      zh: remark.chinese.isEmpty ? chinese : "\(chinese) · \(remark.chinese)")
  }
}
