/// The order of values of one type: numbers by value, text by bytes, enums in declared order.
package enum ValueOrder {
  /// Returns -1, 0 or 1 as one present value comes before, with, or after another.
  package static func compare(
    _ left: Column, row leftRow: Int, _ right: Column, row rightRow: Int, as type: DataType
  ) -> Int {
    switch (left, right) {
    case (.integer(let left), .integer(let right)):
      return order(left.values[leftRow], right.values[rightRow])
    case (.float(let left), .float(let right)):
      return order(left.values[leftRow], right.values[rightRow])
    default:
      return compare(left.value(at: leftRow, as: type), right.value(at: rightRow, as: type))
    }
  }

  /// Returns the order of two boxed values of one type; missing comes last.
  package static func compare(_ left: Value, _ right: Value) -> Int {
    switch (left, right) {
    case (.missing, .missing): 0
    case (.missing, _): 1
    case (_, .missing): -1
    case (.boolean(let left), .boolean(let right)): order(left ? 1 : 0, right ? 1 : 0)
    case (.float(let left), .float(let right)): order(left, right)
    case (.ratio(let left), .ratio(let right)): RatioOrder.compare(left, right)
    case (.text(let left), .text(let right)): text(left, right)
    default: order(left.storedInteger ?? 0, right.storedInteger ?? 0)
    }
  }

  private static func order<Number: Comparable>(_ left: Number, _ right: Number) -> Int {
    left == right ? 0 : left < right ? -1 : 1
  }

  private static func text(_ left: String, _ right: String) -> Int {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    return TextOrder.compare(left.span, 0, left.count, right.span, 0, right.count)
  }

  /// Returns words whose unsigned order is the order of a column's rows; text and ratios become
  /// their rank in this column. A missing row's word means nothing.
  static func words(_ column: Column, as type: DataType) -> [UInt64] {
    switch column {
    case .integer(let column):
      return column.values.map { UInt64(bitPattern: $0) ^ (1 << 63) }
    case .float(let column):
      return column.values.map(word)
    case .boolean(let column):
      return (0..<column.values.count).map { column.values[$0] ? 1 : 0 }
    case .dictionary(let column):
      if column.dictionary.count > column.count {
        // A few rows of a large dictionary: only their texts need a rank.
        return words(.text(DictionaryEncoding.decoded(column)), as: type)
      }
      let ranks = textRanks(column.dictionary.entries)
      if ranks.isEmpty { return Array(repeating: 0, count: column.count) }
      return column.codes.map { ranks[Int($0)] }
    case .text(let column):
      let encoded = DictionaryEncoding.encoded(column)
      return words(.dictionary(encoded), as: type)
    case .ratio(let column):
      return ratioRanks(column)
    case .constant(let column):
      return Array(repeating: 0, count: column.count)
    }
  }

  /// Positive floats are in the order of their bits, negative ones in the opposite order.
  private static func word(_ number: Double) -> UInt64 {
    if number == 0 { return 1 << 63 }
    let bits = number.bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }

  private static func textRanks(_ dictionary: TextColumn) -> [UInt64] {
    let operand = TextOperand(.text(dictionary))
    let order = (0..<dictionary.count).sorted {
      operand.compare(entry: $0, with: operand, entry: $1) < 0
    }
    var ranks = [UInt64](repeating: 0, count: dictionary.count)
    for (rank, entry) in order.enumerated() { ranks[entry] = UInt64(rank) }
    return ranks
  }

  /// Returns columns of whole numbers in the order of fractions.
  static func ratioRanks(_ columns: [Column]) -> [Column] {
    let whole = Concatenation.columns(columns)
    guard case .ratio(let ratios) = whole else {
      return columns.map { .constant(ConstantColumn($0.constantOrder, count: $0.count)) }
    }
    let ranks = ratioRanks(ratios).map { Int64(bitPattern: $0) }
    var start = 0
    return columns.map { column in
      defer { start += column.count }
      return .integer(
        IntegerColumn(
          values: Array(ranks[start..<start + column.count]), validity: column.validity))
    }
  }

  private static func ratioRanks(_ column: RatioColumn) -> [UInt64] {
    let ratios = Operand(ratios: .ratio(column)).values
    let present = ratios.indices.filter { ratios[$0].denominator > 0 }
    let order = present.sorted { RatioOrder.compare(ratios[$0], ratios[$1]) < 0 }
    var ranks = [UInt64](repeating: 0, count: ratios.count)
    var rank: UInt64 = 0
    for (position, row) in order.enumerated() {
      let isHigher =
        position > 0 && RatioOrder.compare(ratios[order[position - 1]], ratios[row]) < 0
      if isHigher { rank += 1 }
      ranks[row] = rank
    }
    return ranks
  }
}

extension Column {
  /// Of a column that is one ratio throughout, a number: any will do.
  fileprivate var constantOrder: Value { constantValue.isMissing ? .missing : .integer(0) }
}
