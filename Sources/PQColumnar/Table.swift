import Synchronization

/// A name, a schema and the rows in blocks of at most `Table.blockRowCount`. Immutable.
///
/// The rows are in memory, or in a column file that is read column by column when a scan asks, or
/// are those of other blocks in an order of their own.
public final class Table: Sendable {
  /// 64 Ki rows: a block of eight-byte values is half a megabyte and stays in the second-level
  /// cache while a few kernels pass over it.
  package static let blockRowCount = 65_536

  public let name: String
  public let schema: Schema
  private let rows: [Batch]
  /// Where the columns stand, if they are not in memory.
  package let source: (any ColumnSource)?
  /// Where the rows stand that are only put in order so far.
  package let arrangement: RowArrangement?
  /// The rows of an arrangement, once somebody has asked for all of them.
  private let arranged = Mutex<[Batch]?>(nil)
  public let rowCount: Int
  /// The total row that travels beside the rows after `with total`: one row, its key columns
  /// missing.
  package let total: Batch?

  /// - Precondition: `total` has one row.
  package init(name: String, schema: Schema, blocks: [Batch], total: Batch? = nil) {
    precondition(total.map { $0.rowCount == 1 } ?? true, "a total has one row")
    self.name = name
    self.schema = schema
    self.rows = blocks.map(\.withStatistics)
    self.source = nil
    self.arrangement = nil
    self.total = total
    self.rowCount = blocks.reduce(0) { $0 + $1.rowCount }
  }

  /// A table whose columns are read when they are needed.
  package init(name: String, schema: Schema, source: any ColumnSource) {
    self.name = name
    self.schema = schema
    self.rows = []
    self.source = source
    self.arrangement = nil
    self.total = nil
    self.rowCount = source.blockRowCounts.reduce(0, +)
  }

  /// A table whose rows are gathered when they are read.
  package init(
    name: String, schema: Schema, arrangement: RowArrangement, total: Batch? = nil
  ) {
    self.name = name
    self.schema = schema
    self.rows = []
    self.source = nil
    self.arrangement = arrangement
    self.total = total
    self.rowCount = arrangement.rowCount
  }

  /// Returns the same rows under fields that say something else of the same types: names, maskings.
  package func described(by schema: Schema) -> Table {
    if let source { return Table(name: name, schema: schema, source: source) }
    if let arrangement {
      return Table(name: name, schema: schema, arrangement: arrangement, total: total)
    }
    return Table(name: name, schema: schema, blocks: rows, total: total)
  }

  /// The rows of a table in memory, such as every result; those of an arrangement are put together
  /// now. Whoever needs only some of them at a time asks for a `part`.
  ///
  /// - Precondition: the table has no `source`; only a scan reads those.
  package var blocks: [Batch] {
    precondition(source == nil, "a stored table is read by a scan")
    guard let arrangement else { return rows }
    return arranged.withLock { known in
      if let known { return known }
      let made = arrangement.addresses.indices.map { arrangement.batch($0).withStatistics }
      known = made
      return made
    }
  }

  /// Returns some rows of a block of a table in memory, every column gathered.
  package func part(_ range: Range<Int>, ofBlock block: Int) -> Batch {
    arrangement?.batch(range, of: block) ?? rows[block].slice(range).compacted()
  }

  package var blockRowCounts: [Int] {
    source?.blockRowCounts ?? arrangement?.addresses.map(\.rowCount) ?? rows.map(\.rowCount)
  }

  /// Returns some columns of one block.
  package func block(_ block: Int, columns: [Int]) throws(ColumnSourceError) -> Batch {
    guard let source else { return blocks[block].choosing(columns) }
    var chosen: [Column] = []
    for position in columns { chosen.append(try source.column(position, ofBlock: block)) }
    return Batch(columns: chosen, rowCount: source.blockRowCounts[block])
  }
}

/// Columns that stay where they are until somebody asks for them: those of a column file.
package protocol ColumnSource: AnyObject, Sendable {
  var blockRowCounts: [Int] { get }

  /// Returns a column of one block, which is read at most once.
  func column(_ position: Int, ofBlock block: Int) throws(ColumnSourceError) -> Column
}

/// Why a column could not be had from its source.
package struct ColumnSourceError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The bytes are not those that were written.
    case damaged
    /// The file no longer has them.
    case shortened
  }

  package let file: String
  package let column: String
  /// Counted from 1; `nil` is what all blocks share.
  package let block: Int?
  package let reason: Reason

  package init(file: String, column: String, block: Int?, reason: Reason) {
    self.file = file
    self.column = column
    self.block = block
    self.reason = reason
  }
}
