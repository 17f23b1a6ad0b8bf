/// Compares text by UTF-8 bytes, once per distinct value where a dictionary allows it.
enum TextComparison {
  static func compare(_ kind: ComparisonKind, _ left: Column, _ right: Column) -> Bitmap {
    if case .dictionary(let leftColumn) = left, case .dictionary(let rightColumn) = right,
      kind == .equal, leftColumn.dictionary == rightColumn.dictionary
    {
      return IntegerComparison.equalRows(leftColumn.storage, rightColumn.storage)
    }
    let left = TextOperand(left)
    let right = TextOperand(right)
    if left.isConstant && right.isConstant {
      let order = left.compare(entry: 0, with: right, entry: 0)
      return Bitmap(repeating: holds(kind, order), count: left.count)
    }
    if right.isConstant {
      return perEntry(left) { holds(kind, left.compare(entry: $0, with: right, entry: 0)) }
    }
    if left.isConstant {
      return perEntry(right) { holds(kind, left.compare(entry: 0, with: right, entry: $0)) }
    }
    return Bitmap(count: left.count) { row in
      holds(
        kind, left.compare(entry: left.entry(of: row), with: right, entry: right.entry(of: row)))
    }
  }

  private static func holds(_ kind: ComparisonKind, _ order: Int) -> Bool {
    switch kind {
    case .equal: order == 0
    case .less: order < 0
    default: order <= 0
    }
  }

  /// Tests each entry once and looks the rows up by code.
  static func perEntry(_ operand: TextOperand, _ test: (Int) -> Bool) -> Bitmap {
    guard let codes = operand.codes else {
      if operand.isConstant { return Bitmap(repeating: test(0), count: operand.count) }
      return Bitmap(count: operand.count, test)
    }
    // A dictionary with more values than rows is cheaper to ask row by row.
    if operand.entryCount > operand.count {
      return Bitmap(count: operand.count) { test(Int(codes[$0])) }
    }
    let answers = (0..<operand.entryCount).map(test)
    let codeSpan = codes.span
    let answerSpan = answers.span
    return Bitmap(count: operand.count) { answerSpan[Int(codeSpan[$0])] }
  }
}
