/// What a block knows about one of its columns, so that filters can skip it.
package struct ColumnStatistics: Hashable, Sendable {
  /// The least and the greatest present value; `missing` if there is none.
  package let minimum: Value
  package let maximum: Value
  package let missingCount: Int

  package init(of column: Column, type: DataType) {
    let present = column.validity
    missingCount = present.map { $0.count - $0.setCount } ?? 0
    guard missingCount < column.count else {
      minimum = .missing
      maximum = .missing
      return
    }
    var least = -1
    var greatest = -1
    let words = ValueOrder.words(column, as: type)
    for row in words.indices where present?[row] != false {
      if least < 0 || words[row] < words[least] { least = row }
      if greatest < 0 || words[row] > words[greatest] { greatest = row }
    }
    minimum = column.value(at: least, as: type)
    maximum = column.value(at: greatest, as: type)
  }
}
