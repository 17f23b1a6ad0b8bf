import PQDiagnostics

/// What stands below a screen table: how many rows it has, and what is not shown.
struct ScreenFooter {
  let rowCount: Int
  let hiddenRowCount: Int
  let hiddenColumns: [String]

  var lines: [LocalizedText] {
    var lines = [LocalizedText(rowCount == 1 ? "1 row" : "\(rowCount) rows", zh: "\(rowCount) 行")]
    var english: [String] = []
    var chinese: [String] = []
    if hiddenRowCount > 0 {
      english.append(hiddenRowCount == 1 ? "1 more row" : "\(hiddenRowCount) more rows")
      chinese.append("\(hiddenRowCount) 行")
    }
    if !hiddenColumns.isEmpty {
      let count = hiddenColumns.count
      let names = hiddenColumns.prefix(5)
      let rest = count > names.count
      english.append(
        (count == 1 ? "1 more column" : "\(count) more columns")
          + " (\(names.joined(separator: ", "))\(rest ? ", …" : ""))")
      chinese.append("\(count) 列（\(names.joined(separator: "、"))\(rest ? " 等" : "")）")
    }
    if !english.isEmpty {
      lines.append(
        LocalizedText(
          "… \(english.joined(separator: ", ")); -o csv shows all",
          zh: "… 另有 \(chinese.joined(separator: "、"))未显示；用 -o csv 可看全部"))
    }
    return lines
  }
}
