import PQColumnar
import PQPlan
import Synchronization

/// The most frequent values of columns, counted when one is first asked for.
///
/// Enough of a table is looked at to rank what is common, not all of it: Tab must not wait for ten
/// million rows.
package final class ValueRanking: Sendable {
  private struct Name: Hashable {
    var table: ObjectIdentifier
    var column: Int
  }

  private let known = Mutex<[Name: [String]]>([:])

  /// More values than this nobody looks through.
  private static let valueLimit = 1_000

  package init() {}

  /// Forgets the values of tables that are gone.
  package func keepOnly(tables: Set<ObjectIdentifier>) {
    known.withLock { known in known = known.filter { tables.contains($0.key.table) } }
  }

  /// Returns the values that may be shown, the most frequent first.
  func texts(of values: ShownValues, _ environment: BindingEnvironment) -> [String] {
    let name = Name(table: ObjectIdentifier(values.table), column: values.column)
    if let texts = known.withLock({ $0[name] }) { return texts }
    let texts = count(values, environment)
    known.withLock { $0[name] = texts }
    return texts
  }

  private func count(_ values: ShownValues, _ environment: BindingEnvironment) -> [String] {
    var (table, column) = (values.table, values.column)
    if let rows = values.rows {
      guard let listed = try? environment.evaluate(rows) else { return [] }
      (table, column) = (listed, 0)
    }
    guard table.schema.fields.indices.contains(column), !table.blockRowCounts.isEmpty,
      let batch = try? table.block(0, columns: [column])
    else { return [] }
    return CommonTexts.of(batch.column(0), limit: Self.valueLimit)
  }
}
