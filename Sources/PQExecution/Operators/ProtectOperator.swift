import PQColumnar
import PQDiagnostics
import PQPlan

/// Hides small groups, and as many others as it takes that sums do not give them away.
///
///     variety  count    protect 5    variety  count
///     fuji     12                    fuji     12
///     gala     3                     gala     <5
///     jonagold 7                     jonagold *
///
/// The sums are those of a pivoted table's rows and columns, and of a long table along every key; of
/// all of them it is taken that they are known, shown or not. What was never a number of people, such
/// as a mean, goes with its group; so does a rate that gives a small count away, its numerator, its
/// denominator or what is between.
struct ProtectOperator: Sendable {
  let plan: ProtectPlan
  let input: Schema
  let context: ExecutionContext

  func run(_ rows: Relation) throws(QueryError) -> Relation {
    var rows = rows
    let total = rows.total?.compacted()
    let all = try rows.takeWhole(columnCount: input.fields.count, context)
    var columns = all.columns
    var totals = total?.columns ?? []
    var marks: [Int: [Suppression.Mark]] = [:]
    var totalMarks: [Int: Suppression.Mark] = [:]
    for crosstab in plan.crosstabs {
      let found = crosstab.cells.count > 1 ? wide(crosstab, all) : long(crosstab, all)
      marks.merge(found.marks) { $1 }
      totalMarks.merge(found.totals) { $1 }
    }
    for (position, own) in marks {
      columns[position] = SuppressedText.counts(
        all.columns[position], own, minimum: plan.minimum)
      count(own)
      guard let total else { continue }
      let mark = Suppression.mark(
        total.columns[position], atLeast: totalMarks[position] ?? .shown, plan.minimum)
      totalMarks[position] = mark
      totals[position] = SuppressedText.counts(
        total.columns[position], [mark], minimum: plan.minimum)
      count([mark])
    }
    for companion in plan.companions {
      let position = companion.column
      let type = input.fields[position].type
      let found = hidden(companion, marks, totalMarks, all, total)
      columns[position] = SuppressedText.values(
        all.columns[position], as: type, hidden: found.rows)
      guard let total else { continue }
      totals[position] = SuppressedText.values(
        total.columns[position], as: type, hidden: Bitmap([found.total]))
    }
    var result = try Relation.cutting(Batch(columns: columns, rowCount: all.rowCount), context)
    result.total = total.map { _ in Batch(columns: totals, rowCount: 1) }
    return result
  }

  /// Tells which values of a column go with the groups that they are about, and whether their total
  /// goes.
  ///
  /// A rate goes if one of the counts that it gives away would. Of any other number the total goes as
  /// soon as one does: what is hidden would be the rest.
  private func hidden(
    _ companion: ProtectPlan.Companion, _ marks: [Int: [Suppression.Mark]],
    _ totalMarks: [Int: Suppression.Mark], _ all: Batch, _ total: Batch?
  ) -> (rows: Bitmap, total: Bool) {
    var rows = Bitmap(repeating: false, count: all.rowCount)
    for own in companion.counts {
      rows = rows | Bitmap((marks[own] ?? []).map { $0 != .shown })
    }
    var isTotalHidden = companion.counts.contains { totalMarks[$0] ?? .shown != .shown }
    guard let parts = Suppression.parts(ofRates: all.columns[companion.column]) else {
      return (rows, isTotalHidden || rows.setCount > 0)
    }
    let totalParts = total.flatMap { Suppression.parts(ofRates: $0.columns[companion.column]) }
    for (position, part) in parts.enumerated() {
      let found = long(part, all)
      rows = rows | Bitmap(found.marks.map { $0 != .shown })
      guard let sum = totalParts?[position] else { continue }
      let mark = Suppression.mark(sum, atLeast: found.total, plan.minimum)
      isTotalHidden = isTotalHidden || mark != .shown
    }
    return (rows, isTotalHidden)
  }

  /// What is hidden of a crosstab, by column.
  private struct Marks {
    var marks: [Int: [Suppression.Mark]] = [:]
    var totals: [Int: Suppression.Mark] = [:]
  }

  /// Looks at counts whose rows and columns are summed up.
  private func wide(_ crosstab: ProtectPlan.Crosstab, _ all: Batch) -> Marks {
    let count = crosstab.cells.count
    let suppression = Suppression(
      counts: Concatenation.columns(crosstab.cells.map { all.columns[$0] }),
      rows: Reshaping.cycled(rowCount: count, through: all.rowCount).map {
        Int32(truncatingIfNeeded: $0)
      },
      columns: Reshaping.repeated(rowCount: count, times: all.rowCount), minimum: plan.minimum)
    var result = Marks()
    for (index, position) in crosstab.cells.enumerated() {
      let first = index * all.rowCount
      result.marks[position] = Array(suppression.marks[first..<first + all.rowCount])
      result.totals[position] = suppression.columnMarks.element(index) ?? .shown
    }
    if let total = crosstab.total {
      result.marks[total] = (0..<all.rowCount).map { suppression.rowMarks.element($0) ?? .shown }
      result.totals[total] = suppression.totalMark
    }
    return result
  }

  /// Looks at one column of counts along every key.
  private func long(_ crosstab: ProtectPlan.Crosstab, _ all: Batch) -> Marks {
    var result = Marks()
    for position in crosstab.cells {
      let found = long(all.columns[position], all)
      result.marks[position] = found.marks
      result.totals[position] = found.total
      // The sum of one column is that column again.
      if let total = crosstab.total {
        result.marks[total] = found.marks
        result.totals[total] = found.total
      }
    }
    return result
  }

  private func long(
    _ counts: Column, _ all: Batch
  ) -> (marks: [Suppression.Mark], total: Suppression.Mark) {
    let keys = all.columns.indices.filter {
      !plan.counts.contains($0) && !plan.values.contains($0)
    }
    guard keys.count > 1 else {
      let suppression = Suppression(
        counts: counts, rows: [Int32](repeating: 0, count: all.rowCount), columns: nil,
        minimum: plan.minimum)
      return (suppression.marks, suppression.totalMark)
    }
    let views = keys.count == 2 ? [keys[0]] : keys
    var marks = [Suppression.Mark](repeating: .shown, count: all.rowCount)
    var total = Suppression.Mark.shown
    var isSettled = false
    // What is hidden for one key's sums is hidden for all; with two keys one look sees both.
    while !isSettled {
      isSettled = true
      for key in views {
        let suppression = Suppression(
          counts: counts, rows: groups(of: keys.filter { $0 != key }, all),
          columns: groups(of: [key], all), minimum: plan.minimum, hidden: marks)
        isSettled = isSettled && suppression.marks == marks
        marks = suppression.marks
        total = total == .shown ? suppression.totalMark : total
      }
    }
    return (marks, total)
  }

  private func groups(of keys: [Int], _ all: Batch) -> [Int32] {
    var groups = GroupTable(types: keys.map { input.fields[$0].type })
    return groups.groups(of: keys.map { all.columns[$0] }, rowCount: all.rowCount)
  }

  private func count(_ marks: [Suppression.Mark]) {
    context.counters.countSuppressed(
      small: marks.count { $0 == .small }, others: marks.count { $0 == .complement })
  }
}

extension Array {
  fileprivate func element(_ index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
