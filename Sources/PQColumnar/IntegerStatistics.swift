import Synchronization

/// The least and the greatest number among the rows that are present, and how many are not.
package struct PresentRange: Hashable, Sendable {
  /// `nil` if every row is missing.
  package let bounds: ClosedRange<Int64>?
  package let missingCount: Int
}

/// What is known of an integer column of a table's block, found out when it is first asked for.
///
/// The column shares it with its copies, so that each block is looked at once.
package final class IntegerStatistics: Sendable {
  private let found = Mutex<PresentRange?>(nil)

  package init() {}

  fileprivate func range(of column: IntegerColumn) -> PresentRange {
    found.withLock { found in
      if let found { return found }
      let range = column.computedRange
      found = range
      return range
    }
  }
}

extension IntegerColumn {
  /// The range of the numbers, for a column that is kept with its statistics; `nil` for others,
  /// which would have to be looked at for it.
  package var knownRange: PresentRange? { statistics?.range(of: self) }

  /// The range of the numbers, by looking at each.
  var computedRange: PresentRange {
    switch storage {
    case .int8(let values): PresentRange(values, validity)
    case .int16(let values): PresentRange(values, validity)
    case .int32(let values): PresentRange(values, validity)
    case .int64(let values): PresentRange(values, validity)
    }
  }
}

extension PresentRange {
  fileprivate init<Element: FixedWidthInteger>(_ values: [Element], _ validity: Bitmap?) {
    let span = values.span
    var least = Element.max
    var greatest = Element.min
    var missingCount = 0
    if let validity {
      for (position, word) in validity.words.enumerated() {
        var rest = word
        while rest != 0 {
          let value = span[position << 6 + rest.trailingZeroBitCount]
          least = min(least, value)
          greatest = max(greatest, value)
          rest &= rest - 1
        }
      }
      missingCount = validity.count - validity.setCount
    } else {
      for row in span.indices {
        least = min(least, span[row])
        greatest = max(greatest, span[row])
      }
    }
    bounds = least <= greatest ? Int64(least)...Int64(greatest) : nil
    self.missingCount = missingCount
  }
}

extension Column {
  /// Returns the column as a table keeps it: with room for its statistics.
  package var withStatistics: Column {
    guard case .integer(var column) = self, column.statistics == nil else { return self }
    column.statistics = IntegerStatistics()
    return .integer(column)
  }
}

extension Batch {
  /// Returns the batch as a table keeps it.
  var withStatistics: Batch {
    Batch(
      columns: columns.map(\.withStatistics), rowCount: unselectedRowCount, selection: selection)
  }
}
