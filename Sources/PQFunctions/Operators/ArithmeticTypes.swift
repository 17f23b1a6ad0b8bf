import PQColumnar

/// The types that arithmetic gives.
///
/// | left | operator | right | result |
/// | --- | --- | --- | --- |
/// | integer, decimal | `+ - * %` | integer, decimal | exact |
/// | any number | `+ - * %` | float, ratio | float |
/// | any number | `/` | any number | float |
/// | date, datetime | `+ -` | duration | as the left side |
/// | date, datetime | `-` | date, datetime | duration |
/// | duration | `+ -` | duration | duration |
/// | duration | `* /` | integer | duration |
/// | duration | `/` | duration | float |
enum ArithmeticTypes {
  /// A decimal with more places becomes a float.
  static let greatestScale = 12

  static func sum(_ left: DataType, _ right: DataType) -> DataType? {
    switch (left, right) {
    case (.date, .duration), (.duration, .date), (.date, .unknown), (.unknown, .date): .date
    case (.datetime, .duration), (.duration, .datetime), (.datetime, .unknown),
      (.unknown, .datetime):
      .datetime
    default: number(left, right) ?? duration(left, right)
    }
  }

  static func difference(_ left: DataType, _ right: DataType) -> DataType? {
    switch (left, right) {
    case (.date, .duration), (.date, .unknown): .date
    case (.datetime, .duration), (.datetime, .unknown): .datetime
    case (.date, .date), (.date, .datetime), (.datetime, .date), (.datetime, .datetime),
      (.unknown, .date), (.unknown, .datetime):
      .duration
    default: number(left, right) ?? duration(left, right)
    }
  }

  static func product(_ left: DataType, _ right: DataType) -> DataType? {
    switch (left, right) {
    case (.duration, .integer), (.integer, .duration), (.duration, .unknown),
      (.unknown, .duration):
      return .duration
    default: break
    }
    guard let result = number(left, right) else { return nil }
    guard let leftScale = left.exactScale, let rightScale = right.exactScale else { return result }
    let scale = leftScale + rightScale
    return scale == 0 ? .integer : scale > greatestScale ? .float : .decimal(scale: scale)
  }

  static func quotient(_ left: DataType, _ right: DataType) -> DataType? {
    switch (left, right) {
    case (.duration, .integer), (.duration, .unknown): .duration
    case (.duration, .duration), (.unknown, .duration): .float
    default: number(left, right) == nil ? nil : .float
    }
  }

  /// The type in which two numbers meet; ratios become floats.
  static func number(_ left: DataType, _ right: DataType) -> DataType? {
    guard left.isNumeric || left == .unknown, right.isNumeric || right == .unknown else {
      return nil
    }
    let common = NumericConversion.commonType(left, right)
    if case .ratio = common { return .float }
    return common
  }

  private static func duration(_ left: DataType, _ right: DataType) -> DataType? {
    let fits = { (type: DataType) in type == .duration || type == .unknown }
    return fits(left) && fits(right) ? .duration : nil
  }
}
