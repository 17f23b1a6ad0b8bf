/// Which groups must not be shown, so that nobody in a small group can be told from the numbers.
///
/// The counts form a table whose rows and columns are summed up, and everybody knows the sums that
/// are not small themselves. A small count is hidden; that helps only if the others and the sums leave
/// it open. They do if somebody who knows the rules can imagine another table: one person more here,
/// one less there, and so on in a circle of hidden counts, all of them still what their marks say.
/// For each small count the circle is found that hides least.
///
///     counts, minimum 5    3  7  20    <5  *  20
///                          9  8  40     *  *  40
package struct Suppression: Sendable {
  package enum Mark: Sendable {
    case shown
    /// The group is too small.
    case small
    /// With it a small one could be worked out; mostly the group is large enough itself.
    case complement
  }

  /// Of each count, in order.
  package private(set) var marks: [Mark]
  /// Of the sum of each row, of each column, and of all; where they are not shown, of what others
  /// may show.
  package private(set) var rowMarks: [Mark]
  package private(set) var columnMarks: [Mark] = []
  package private(set) var totalMark = Mark.shown

  /// Marks groups of fewer than `minimum`, and others.
  ///
  /// An empty group is shown: there is nobody in it.
  ///
  /// - Parameters:
  ///   - counts: The sizes of the groups; a missing one is shown.
  ///   - rows: For each count its row.
  ///   - columns: For each count its column; `nil` if there is only the sum of all.
  ///   - hidden: Marks of an earlier look along other sums, which stay.
  package init(
    counts column: Column, rows: [Int32], columns: [Int32]?, minimum: Int, hidden: [Mark]? = nil
  ) {
    let counts = Operand<Int64>(integers: column)
    var network = SuppressionNetwork(minimum: Int64(minimum))
    let rowCount = Int(rows.max() ?? -1) + 1
    let columnCount = Int(columns?.max() ?? -1) + 1
    var rowSums = [Int64](repeating: 0, count: rowCount)
    var columnSums = [Int64](repeating: 0, count: columnCount)
    var total: Int64 = 0
    var edges = [Int](repeating: -1, count: column.count)
    let all = (0..<column.count).reduce(1.0) { sum, cell in
      counts.validity?[cell] == false ? sum : sum + Double(counts[cell])
    }
    // A sum hides many: it goes only when no group can.
    let openCost = 1e3 * all * Double(rowCount + columnCount + 1)
    // Rows, then the row of sums; columns, then the column of sums. Without columns all counts lie
    // between one row and one other end.
    let columnStart = columns == nil ? 1 : rowCount + 1
    for cell in 0..<column.count where counts.validity?[cell] != false && counts[cell] > 0 {
      let row = Int(rows[cell])
      rowSums[row] &+= counts[cell]
      total &+= counts[cell]
      if let columns { columnSums[Int(columns[cell])] &+= counts[cell] }
      edges[cell] = network.add(
        counts[cell], from: columns == nil ? 0 : row,
        to: columnStart + (columns.map { Int($0[cell]) } ?? 0), cost: Double(counts[cell]),
        openCost: 10 * openCost)
      if hidden?[cell] == .complement { network.hide(edges[cell]) }
    }
    var sums = (rows: [Int](), columns: [Int](), total: -1)
    if columns != nil {
      sums.rows = rowSums.enumerated().map { row, sum in
        network.add(-sum, from: row, to: columnStart + columnCount, cost: all, openCost: openCost)
      }
      sums.columns = columnSums.enumerated().map { column, sum in
        network.add(-sum, from: rowCount, to: columnStart + column, cost: all, openCost: openCost)
      }
      sums.total = network.add(
        total, from: rowCount, to: columnStart + columnCount, cost: 2 * all, openCost: openCost)
    } else {
      sums.total = network.add(-total, from: 0, to: 1, cost: 2 * all, openCost: openCost)
    }
    network.protect()
    marks = edges.map { $0 < 0 ? .shown : network.marks[$0] }
    rowMarks = sums.rows.map { network.mark($0) }
    columnMarks = sums.columns.map { network.mark($0) }
    totalMark = network.mark(sums.total)
  }

  /// Returns how a sum is shown that rows were left out of: small if it is, or else as it was.
  package static func mark(_ sum: Column, atLeast mark: Mark, _ minimum: Int) -> Mark {
    let counts = Operand<Int64>(integers: sum)
    let isSmall =
      counts.validity?[0] != false && counts[0] > 0 && counts[0] < Int64(minimum)
    return isSmall && mark == .shown ? .small : mark
  }

  /// Tells which groups are hidden.
  package static func hidden(_ marks: [Mark]) -> Bitmap { Bitmap(marks.map { $0 != .shown }) }

  /// Returns what the hidden rows of a column of counts are: too small themselves, or not.
  package static func marks(ofHidden rows: Bitmap, _ column: Column, _ minimum: Int) -> [Mark] {
    let counts = Operand<Int64>(integers: column)
    return (0..<column.count).map { row in
      guard rows[row] else { return .shown }
      let isSmall =
        counts.validity?[row] != false && counts[row] > 0 && counts[row] < Int64(minimum)
      return isSmall ? .small : .complement
    }
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
      text.endRow()
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
