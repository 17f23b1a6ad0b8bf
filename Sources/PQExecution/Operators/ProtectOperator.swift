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
/// Sums are watched along every key: over all other keys' values, and over the whole table. What
/// was never a number of people, such as a mean, goes with its group.
struct ProtectOperator: Sendable {
  let plan: ProtectPlan
  let input: Schema
  let context: ExecutionContext

  func run(_ rows: Relation) throws(QueryError) -> Relation {
    var rows = rows
    let total = rows.total?.compacted()
    let all = try rows.takeWhole(columnCount: input.fields.count, context)
    let lines = lines(of: all)
    var hidden = Bitmap(repeating: false, count: all.rowCount)
    var columns = all.columns
    var totalColumns = total?.columns ?? []
    var hidesTotal = false
    for position in plan.counts {
      let suppression = Suppression(
        counts: all.columns[position], lines: lines, minimum: plan.minimum)
      hidden = hidden | suppression.hidden
      columns[position] = SuppressedText.counts(
        all.columns[position], suppression.marks, minimum: plan.minimum)
      if let total {
        let mark = totalMark(total.columns[position], suppression)
        hidesTotal = hidesTotal || mark != .shown
        totalColumns[position] = SuppressedText.counts(
          total.columns[position], [mark], minimum: plan.minimum)
      }
    }
    for position in plan.values {
      let type = input.fields[position].type
      columns[position] = SuppressedText.values(all.columns[position], as: type, hidden: hidden)
      if let total {
        totalColumns[position] = SuppressedText.values(
          total.columns[position], as: type, hidden: Bitmap([hidesTotal]))
      }
    }
    var result = try Relation.cutting(Batch(columns: columns, rowCount: all.rowCount), context)
    result.total = total.map { _ in Batch(columns: totalColumns, rowCount: 1) }
    return result
  }

  /// Returns, for each key, the rows that differ in nothing but it, and at last all rows.
  private func lines(of all: Batch) -> [[Int32]] {
    let keys = all.columns.indices.filter {
      !plan.counts.contains($0) && !plan.values.contains($0)
    }
    var result: [[Int32]] = []
    for key in keys where keys.count > 1 {
      let others = keys.filter { $0 != key }
      var groups = GroupTable(types: others.map { input.fields[$0].type })
      result.append(
        groups.groups(of: others.map { all.columns[$0] }, rowCount: all.rowCount))
    }
    return result + [[Int32](repeating: 0, count: all.rowCount)]
  }

  /// A total goes if it tells a hidden group and there was no other left to hide.
  private func totalMark(_ column: Column, _ suppression: Suppression) -> Suppression.Mark {
    let own = Suppression(counts: column, lines: [], minimum: plan.minimum)
    if own.marks[0] != .shown { return .small }
    return suppression.isToldByTotal ? .complement : .shown
  }
}
