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
/// as a mean, goes with its group. A rate and its two numbers go together.
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
    var hidden = plan.rates.reduce(into: Hidden()) { result, crosstab in
      result.merge(hiddenRates(crosstab, marks, totalMarks, all, total))
    }
    for companion in plan.companions {
      hidden.merge(self.hidden(companion, hidden, marks, totalMarks, all))
    }
    let parts = Set(plan.rates.flatMap { $0.all.flatMap { $0.numerators + $0.denominators } })
    for (position, rows) in hidden.rows {
      let type = input.fields[position].type
      columns[position] = SuppressedText.values(all.columns[position], as: type, hidden: rows)
      if parts.contains(position) { count(hidden: rows, of: all.columns[position]) }
      guard let total else { continue }
      let isHidden = Bitmap([hidden.totals[position] ?? false])
      totals[position] = SuppressedText.values(total.columns[position], as: type, hidden: isHidden)
      if parts.contains(position) { count(hidden: isHidden, of: total.columns[position]) }
    }
    var result = try Relation.cutting(Batch(columns: columns, rowCount: all.rowCount), context)
    result.total = total.map { _ in Batch(columns: totals, rowCount: 1) }
    return result
  }

  /// Tells which values of a column go with the groups that they are about, and whether their total
  /// goes: as soon as one does, since what is hidden would be the rest.
  private func hidden(
    _ companion: ProtectPlan.Companion, _ known: Hidden,
    _ marks: [Int: [Suppression.Mark]], _ totalMarks: [Int: Suppression.Mark], _ all: Batch
  ) -> Hidden {
    var rows = Bitmap(repeating: false, count: all.rowCount)
    var isTotalHidden = companion.counts.contains { totalMarks[$0] ?? .shown != .shown }
    for own in companion.counts { rows = rows | Suppression.hidden(marks[own] ?? []) }
    for rate in companion.rates {
      if let own = known.rows[rate] { rows = rows | own }
      isTotalHidden = isTotalHidden || known.totals[rate] ?? false
    }
    isTotalHidden = isTotalHidden || rows.setCount > 0
    return Hidden(
      rows: [companion.column: rows], totals: [companion.column: isTotalHidden])
  }

  /// What is hidden of a crosstab, by column.
  private struct Marks {
    var marks: [Int: [Suppression.Mark]] = [:]
    var totals: [Int: Suppression.Mark] = [:]
  }

  /// Looks at counts whose rows and columns are summed up.
  private func wide(_ crosstab: ProtectPlan.Crosstab, _ all: Batch) -> Marks {
    let suppression = wide(crosstab.cells.map { all.columns[$0] }, all)
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

  func wide(_ counts: [Column], _ all: Batch) -> Suppression {
    Suppression(
      counts: Concatenation.columns(counts),
      rows: Reshaping.cycled(rowCount: counts.count, through: all.rowCount).map {
        Int32(truncatingIfNeeded: $0)
      },
      columns: Reshaping.repeated(rowCount: counts.count, times: all.rowCount),
      minimum: plan.minimum)
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

  func long(
    _ counts: Column, _ all: Batch
  ) -> (marks: [Suppression.Mark], total: Suppression.Mark) {
    let numbers = Set(plan.columns)
    let keys = all.columns.indices.filter { !numbers.contains($0) }
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

  /// Counts the numbers of hidden rates that a column would have shown.
  private func count(hidden rows: Bitmap, of column: Column) {
    count(Suppression.marks(ofHidden: rows, column, plan.minimum))
  }

  private func count(_ marks: [Suppression.Mark]) {
    context.counters.countSuppressed(
      small: marks.count { $0 == .small }, others: marks.count { $0 == .complement })
  }
}

extension Array {
  func element(_ index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
