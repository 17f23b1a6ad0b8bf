import PQColumnar
import PQDiagnostics

/// A function that picks one of its arguments, row by row.
protocol ExtremeFunction: ScalarFunction {
  /// How a later argument must compare with the best one so far to take its place.
  static var replaces: ComparisonKind { get }
}

extension ExtremeFunction {
  static var parameters: [String] { ["value", "value", "…"] }
  static var canFail: Bool { true }

  static func resultType(of arguments: [DataType]) -> DataType? {
    guard arguments.count >= 2, let type = CommonType.of(arguments) else { return nil }
    return type == .boolean ? nil : type
  }

  static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let isMissing = arguments.contains(where: \.isConstantMissing)
    guard let type = CommonType.of(types), type != .unknown, !isMissing else {
      return .constant(ConstantColumn(.missing, count: rowCount))
    }
    var best = try CommonType.convert(arguments[0], from: types[0], to: type)
    for (argument, ownType) in zip(arguments, types).dropFirst() {
      let other = try CommonType.convert(argument, from: ownType, to: type)
      let isBetter = Comparison.compare(replaces, other, type, best, type)
      let present = Conditions.both(best.validity, other.validity)
      best = choose(from: [best, other], rowCount: rowCount) { row in
        if let present, !present[row] { return nil }
        return isBetter[row] ? 1 : 0
      }
    }
    return best
  }

  /// Returns at each row the value of the column whose number `choice` gives, or missing.
  private static func choose(
    from columns: [Column], rowCount: Int, _ choice: (Int) -> Int?
  ) -> Column {
    let rows = (0..<rowCount).map { row in
      choice(row).map { Int32($0 * rowCount + row) } ?? -1
    }
    return Gather.rows(rows, of: Concatenation.columns(columns))
  }
}

/// The smallest of several values.
enum Least: ExtremeFunction {
  static let name = "min"
  static let chineseName = "最小"
  static let replaces = ComparisonKind.less
  static let summary = LocalizedText(
    "The smallest of two or more values of a row; missing if one of them is. With one argument, "
      + "the smallest value of a group",
    zh: "同一行两个以上的值中最小的一个，其中有空值时为空；只有一个参数时，是一组中的最小值")
  static let examples = [
    FunctionExample("min(3, 1, 2)", gives: "1"),
    FunctionExample("min(2020-08-07, 2020-08-01)", gives: "2020-08-01"),
    FunctionExample("min(2.5, 3)", gives: "2.5"),
    FunctionExample("min(3, missing)", gives: "missing"),
  ]
}

/// The largest of several values.
enum Greatest: ExtremeFunction {
  static let name = "max"
  static let chineseName = "最大"
  static let replaces = ComparisonKind.greater
  static let summary = LocalizedText(
    "The largest of two or more values of a row; missing if one of them is. With one argument, "
      + "the largest value of a group",
    zh: "同一行两个以上的值中最大的一个，其中有空值时为空；只有一个参数时，是一组中的最大值")
  static let examples = [
    FunctionExample("max(3, 1, 2)", gives: "3"),
    FunctionExample(#"max("fig", "plum")"#, gives: #""plum""#),
    FunctionExample("max(2.5, 3)", gives: "3"),
    FunctionExample("max(3, missing)", gives: "missing"),
  ]
}
