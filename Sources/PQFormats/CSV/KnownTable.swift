import PQColumnar

/// A declared table, by whose columns a file of another name can be known.
package struct KnownTable: Sendable {
  package let name: String
  package let fields: [Field]
  let key: String?
  /// Whether no message may quote a cell.
  let hidesCells: Bool
  /// The columns that the model fills where the file has no values.
  package let filledColumns: Set<String>

  package init(
    _ name: String, fields: [Field], key: String?, hidesCells: Bool, filledColumns: Set<String>
  ) {
    self.name = name
    self.fields = fields
    self.key = key
    self.hidesCells = hidesCells
    self.filledColumns = filledColumns
  }

  /// Fewer columns in common are chance: many tables have an id and a date.
  private static let leastColumns = 3
  /// Which part of a table's columns, or with its key of a file's, makes a file that table.
  private static let share = (numerator: 3, denominator: 5)

  /// A table that was known.
  package struct Match: Sendable {
    package let table: KnownTable
    /// How many of its columns the file has.
    let count: Int
    /// Whether the file has enough of its columns to stand for it, rather than be an extract.
    package let isWhole: Bool
  }

  /// Of fewer columns a file is an extract. Offices export a dozen columns of the fifty there are.
  private static let wholeShare = (numerator: 1, denominator: 5)

  /// Returns the table whose columns a file's headings are, most of them; `nil` if there is none.
  ///
  ///     编号, 姓名, 电话, 备注    of a table with id, name and phone
  package static func known(by headings: [String], among tables: [KnownTable]) -> Match? {
    var best: Match?
    for table in tables {
      let positions = HeaderText.positions(of: table.fields, in: headings)
      let count = positions.count { $0 != nil }
      guard count >= leastColumns, count > best?.count ?? 0 else { continue }
      let key = zip(table.fields, positions).first { $0.0.name == table.key }
      let hasKey = key.map { $0.1 != nil } ?? false
      func isMost(of all: Int) -> Bool { count * share.denominator >= all * share.numerator }
      let hasMost = isMost(of: table.fields.count)
      let isWhole = count * wholeShare.denominator >= table.fields.count * wholeShare.numerator
      if hasMost || hasKey && isMost(of: headings.count) {
        best = Match(table: table, count: count, isWhole: isWhole)
      }
    }
    return best
  }
}
