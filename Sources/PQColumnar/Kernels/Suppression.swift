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
  /// Whether the sum of all groups, if it is shown, still tells a hidden one.
  package private(set) var isToldByTotal = false
  private let counts: Operand<Int64>
  private let minimum: Int64

  /// Marks groups of fewer than `minimum`, and others along every line of groups whose sum would
  /// tell a hidden one: because it is the only one, or because the hidden ones together are as
  /// small or as large as they can be.
  ///
  /// An empty group is shown: there is nobody in it.
  ///
  ///     counts, minimum 5    12 3 7 20
  ///     marks                shown small complement shown
  ///
  ///     counts, minimum 5    12 1 1 20
  ///     marks                complement small small shown     (the sum 2 means 1 and 1)
  ///
  /// - Parameter lines: for each way to sum groups up, the line of each group.
  package init(counts column: Column, lines: [[Int32]], minimum: Int) {
    let counts = Operand(integers: column)
    self.counts = counts
    self.minimum = Int64(minimum)
    marks = (0..<column.count).map { row in
      Suppression.isSmall(counts, row, minimum) ? .small : .shown
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for line in lines where addComplements(along: line) { isSettled = false }
    }
    let whole = [Int32](repeating: 0, count: column.count)
    isToldByTotal = sums(along: whole).contains { $0.tells(self.minimum) }
  }

  /// The groups that are not shown.
  package var hidden: Bitmap { Bitmap(marks.map { $0 != .shown }) }

  /// Hides the least shown group of each line whose sum tells a hidden one; returns whether there
  /// was any.
  private mutating func addComplements(along lines: [Int32]) -> Bool {
    var isChanged = false
    for line in sums(along: lines) where line.least >= 0 && line.tells(minimum) {
      marks[line.least] = .complement
      isChanged = true
    }
    return isChanged
  }

  /// What somebody knows who has the sum of a line and subtracts what is shown.
  private struct HiddenSum {
    var smallCount = 0
    var complementCount = 0
    var sum: Int64 = 0
    /// The row with the least count that is shown and not 0.
    var least = -1

    func tells(_ minimum: Int64) -> Bool {
      let count = smallCount + complementCount
      if count <= 1 { return count == 1 }
      // A group of fewer than 2 has 1, whatever else is hidden.
      if minimum <= 2 { return false }
      let lowest = Int64(smallCount) + Int64(complementCount) &* minimum
      if sum == lowest { return true }
      return complementCount == 0 && sum == Int64(smallCount) &* (minimum - 1)
    }
  }

  private func sums(along lines: [Int32]) -> [HiddenSum] {
    var sums = [HiddenSum](repeating: HiddenSum(), count: Int(lines.max() ?? -1) + 1)
    for (row, line) in lines.enumerated() where counts.validity?[row] != false {
      let line = Int(line)
      switch marks[row] {
      case .small: sums[line].smallCount += 1
      case .complement: sums[line].complementCount += 1
      case .shown:
        let least = sums[line].least
        if counts[row] > 0, least < 0 || counts[row] < counts[least] { sums[line].least = row }
        continue
      }
      sums[line].sum &+= counts[row]
    }
    return sums
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
