/// Which groups must not be shown, so that nobody in a small group can be told from the numbers.
package struct Suppression: Sendable {
  package enum Mark: Sendable {
    case shown
    /// The group is too small.
    case small
    /// The group is large enough, but with it a small one could be worked out.
    case complement
  }

  package private(set) var marks: [Mark]
  private let counts: Operand<Int64>

  /// Marks groups of fewer than `minimum`, and others along every line of groups that has only
  /// one of them: what is left of a line's sum would tell it.
  ///
  /// An empty group is shown: there is nobody in it.
  ///
  ///     counts, minimum 5    12 3 7 20
  ///     marks                shown small complement shown
  ///
  /// - Parameter lines: for each way to sum groups up, the line of each group.
  package init(counts column: Column, lines: [[Int32]], minimum: Int) {
    let counts = Operand(integers: column)
    self.counts = counts
    marks = (0..<column.count).map { row in
      Suppression.isSmall(counts, row, minimum) ? .small : .shown
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for line in lines where addComplements(along: line) { isSettled = false }
    }
  }

  /// The groups that are not shown.
  package var hidden: Bitmap { Bitmap(marks.map { $0 != .shown }) }

  /// Hides the least shown group of each line in which just one group is hidden; returns whether
  /// there was any.
  private mutating func addComplements(along lines: [Int32]) -> Bool {
    let lineCount = Int(lines.max() ?? -1) + 1
    var hidden = [Int](repeating: 0, count: lineCount)
    var least = [Int](repeating: -1, count: lineCount)
    for (row, line) in lines.enumerated() where counts.validity?[row] != false {
      let line = Int(line)
      if marks[row] != .shown {
        hidden[line] += 1
      } else if counts[row] > 0, least[line] < 0 || counts[row] < counts[least[line]] {
        least[line] = row
      }
    }
    var isChanged = false
    for line in 0..<lineCount where hidden[line] == 1 && least[line] >= 0 {
      marks[least[line]] = .complement
      isChanged = true
    }
    return isChanged
  }

  private static func isSmall(_ counts: Operand<Int64>, _ row: Int, _ minimum: Int) -> Bool {
    counts.validity?[row] != false && counts[row] > 0 && counts[row] < Int64(minimum)
  }
}

/// Text of cells that say when they are suppressed.
package enum SuppressedText {
  /// Returns the texts of a count column: `12`, `<5` for a small group, `*` for one that is hidden
  /// along with it.
  package static func counts(
    _ column: Column, _ marks: [Suppression.Mark], minimum: Int
  ) -> Column {
    texts(column.count) { row, text in
      switch marks[row] {
      case .shown: text.append(column, at: row, as: .integer)
      case .small: text.bytes.append(contentsOf: "<\(minimum)".utf8)
      case .complement: text.bytes.append(UInt8(ascii: "*"))
      }
      return marks[row] != .shown || !column.isMissing(at: row)
    }
  }

  /// Returns the texts of a value column, rounded, `*` for the rows to hide.
  package static func values(_ column: Column, as type: DataType, hidden: Bitmap) -> Column {
    texts(column.count) { row, text in
      if hidden[row] {
        text.bytes.append(UInt8(ascii: "*"))
        return true
      }
      text.append(column, at: row, as: type)
      return !column.isMissing(at: row)
    }
  }

  private static func texts(
    _ count: Int, _ append: (Int, inout TextColumn) -> Bool
  ) -> Column {
    var text = TextColumn()
    var present = Bitmap(repeating: true, count: count)
    for row in 0..<count {
      if !append(row, &text) { present[row] = false }
      text.offsets.append(text.bytes.count)
    }
    text.validity = present.isAllSet ? nil : present
    return .text(text)
  }
}

extension TextColumn {
  /// Adds the bytes of a value. A fraction is rounded, since all its digits would tell how many
  /// it counts.
  fileprivate mutating func append(_ column: Column, at row: Int, as type: DataType) {
    switch (column, type) {
    case (_, .text): ValueFormat.append(column, at: row, as: type, to: &bytes)
    case (.ratio(let ratios), .ratio(let format)) where !column.isMissing(at: row):
      let number = NumericConversion.double(
        Ratio(ratios.numerators[row], ratios.denominators[row]))
      let factor = format == .percent ? 100.0 : 1.0
      FloatText.append((number * factor * 10).rounded() / 10, to: &bytes)
      if format == .percent { bytes.append(UInt8(ascii: "%")) }
    case (.float(let floats), .float) where !column.isMissing(at: row):
      FloatText.append((floats.values[row] * 1000).rounded() / 1000, to: &bytes)
    default: ValueFormat.append(column, at: row, as: type, to: &bytes)
    }
  }
}
