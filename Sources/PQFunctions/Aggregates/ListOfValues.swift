import PQColumnar
import PQDiagnostics

/// `list(x)`: the values' text, one behind the other.
enum ListOfValues: AggregateFunction {
  static let name = "list"
  static let chineseName = "列出"
  static let parameters = ["value"]
  static let summary = LocalizedText(
    "The values as one text, in the order of the rows, with a comma between; missing if there "
      + "are none",
    zh: "按行的次序把各值连成一段文本，以逗号分隔；没有值时为空")
  static let examples = [FunctionExample("numbers | summarise list(n)", gives: "\"1, 2, 3\"")]
  static let allowsNoArgument = false
  static let keepsEveryValue = true

  static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.count == 1 ? .text : nil
  }

  static func makeAccumulator(types: [DataType]) -> any Accumulator {
    ListAccumulator(type: types[0])
  }
}

private struct ListAccumulator: RowwiseAccumulator {
  let type: DataType
  var groupCount = 0
  var groups: [Int32] = []
  var rowNumbers: [Int] = []
  var texts = TextColumn()

  init(type: DataType) {
    self.type = type
  }

  mutating func resize(groupCount: Int) { self.groupCount = max(self.groupCount, groupCount) }

  mutating func take(
    _ arguments: [Column], groups rowGroups: [Int32], firstRow: Int
  ) throws(QueryError) {
    let validity = arguments[0].validity
    for row in rowGroups.indices where validity?[row] != false {
      groups.append(rowGroups[row])
      rowNumbers.append(firstRow + row)
      ValueFormat.append(arguments[0], at: row, as: type, to: &texts.bytes)
      texts.endRow()
    }
  }

  mutating func merge(_ other: any Accumulator, groupMap: [Int32]) throws(QueryError) {
    let other = same(other)
    for (position, group) in other.groups.enumerated() where groupMap[Int(group)] >= 0 {
      groups.append(groupMap[Int(group)])
      rowNumbers.append(other.rowNumbers[position])
      texts.bytes.append(contentsOf: other.texts.utf8(at: position))
      texts.endRow()
    }
  }

  func finish() throws(QueryError) -> Column {
    let order = groups.indices.sorted {
      (groups[$0], rowNumbers[$0]) < (groups[$1], rowNumbers[$1])
    }
    var result = TextColumn()
    var present = Bitmap(repeating: false, count: groupCount)
    var next = 0
    for group in 0..<groupCount {
      while next < order.count, Int(groups[order[next]]) == group {
        if present[group] { result.bytes.append(contentsOf: ", ".utf8) }
        let entry = order[next]
        result.bytes.append(contentsOf: texts.utf8(at: entry))
        present[group] = true
        next += 1
      }
      result.endRow()
    }
    result.validity = present.isAllSet ? nil : present
    return .text(result)
  }
}
