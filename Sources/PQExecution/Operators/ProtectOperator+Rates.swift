import PQColumnar
import PQPlan

extension ProtectOperator {
  /// What is hidden, by column.
  struct Hidden {
    var rows: [Int: Bitmap] = [:]
    var totals: [Int: Bool] = [:]

    /// Adds what another look hides.
    mutating func merge(_ other: Hidden) {
      rows.merge(other.rows) { $0 | $1 }
      totals.merge(other.totals) { $0 || $1 }
    }
  }

  /// What is hidden of a rate's groups and of their sums.
  private struct HiddenGroups {
    var cells: [Bitmap]
    var rows: Bitmap
    var columns: [Bool]
    var total: Bool
  }

  /// Tells where rates are hidden, with all that tells them.
  ///
  /// A rate stands for three tables: those who are meant, those who are not, and all. Each is looked
  /// at as a table of counts with its sums; what one of them hides is hidden of all three, so that no
  /// two give the third back.
  func hiddenRates(
    _ crosstab: ProtectPlan.RateCrosstab, _ marks: [Int: [Suppression.Mark]],
    _ totalMarks: [Int: Suppression.Mark], _ all: Batch, _ total: Batch?
  ) -> Hidden {
    let cells = crosstab.cells
    var found = HiddenGroups(
      cells: cells.map { _ in Bitmap(repeating: false, count: all.rowCount) },
      rows: Bitmap(repeating: false, count: all.rowCount), columns: cells.map { _ in false },
      total: false)
    let parts = cells.map { self.parts($0, all) }
    for part in 0..<Suppression.partCount {
      look(at: parts.map { $0[part] }, all, &found)
    }
    var result = Hidden()
    let places = cells.enumerated().map { ($1, found.cells[$0], found.columns[$0]) }
    let sums = crosstab.total.map { [($0, found.rows, found.total)] } ?? []
    for (place, rows, isTotalHidden) in places + sums {
      let ownRows = place.counts.reduce(rows) { $0 | Suppression.hidden(marks[$1] ?? []) }
      let goesWithCount = place.counts.contains { totalMarks[$0] ?? .shown != .shown }
      let isSmall = total.map { total in
        self.parts(place, total).contains {
          Suppression.mark($0, atLeast: .shown, plan.minimum) != .shown
        }
      }
      for column in place.columns {
        result.rows[column] = ownRows
        result.totals[column] = isTotalHidden || goesWithCount || isSmall == true
      }
    }
    return result
  }

  /// Looks at the counts of one part of all rates.
  private func look(at counts: [Column], _ all: Batch, _ found: inout HiddenGroups) {
    if counts.count == 1 {
      let own = long(counts[0], all)
      let hidden = Suppression.hidden(own.marks)
      found.cells[0] = found.cells[0] | hidden
      // The sum of one column is that column again.
      found.rows = found.rows | hidden
      found.columns[0] = found.columns[0] || own.total != .shown
      found.total = found.total || own.total != .shown
      return
    }
    let suppression = wide(counts, all)
    for column in counts.indices {
      let first = column * all.rowCount
      found.cells[column] =
        found.cells[column]
        | Suppression.hidden(Array(suppression.marks[first..<first + all.rowCount]))
      let mark = suppression.columnMarks.element(column) ?? .shown
      found.columns[column] = found.columns[column] || mark != .shown
    }
    let rowMarks = (0..<all.rowCount).map { suppression.rowMarks.element($0) ?? .shown }
    found.rows = found.rows | Suppression.hidden(rowMarks)
    found.total = found.total || suppression.totalMark != .shown
  }

  /// The counts that a rate tells, from itself or from its two numbers.
  private func parts(_ place: ProtectPlan.RateColumns, _ batch: Batch) -> [Column] {
    if let rate = place.rates.first, let parts = Suppression.parts(ofRates: batch.columns[rate]) {
      return parts
    }
    guard let numerator = place.numerators.first, let denominator = place.denominators.first else {
      return Suppression.noParts(count: batch.rowCount)
    }
    return Suppression.parts(batch.columns[numerator], of: batch.columns[denominator])
  }
}
