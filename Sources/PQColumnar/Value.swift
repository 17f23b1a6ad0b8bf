/// An exact number: `mantissa / 10^scale`.
public struct Decimal: Hashable, Sendable {
  public let mantissa: Int64
  public let scale: Int

  public init(mantissa: Int64, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }
}

/// An exact fraction, kept as written: 218/275 is not reduced, since both parts are shown.
///
/// The denominator is never negative; a ratio with denominator 0 is missing.
public struct Ratio: Hashable, Sendable {
  public let numerator: Int64
  public let denominator: Int64

  public init(_ numerator: Int64, _ denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

/// One value in a box, for the edges: literals, output, tests. Never in a loop over rows.
///
/// Dates, times, durations, periods and enum codes carry the number that their column stores; the
/// column's `DataType` tells how to read it.
public enum Value: Hashable, Sendable {
  case missing
  case boolean(Bool)
  case integer(Int64)
  case decimal(Decimal)
  case float(Double)
  case text(String)
  case date(Int64)
  case datetime(Int64)
  case duration(Int64)
  case period(Int64)
  case code(Int64)
  case ratio(Ratio)

  public var isMissing: Bool { self == .missing }
}
