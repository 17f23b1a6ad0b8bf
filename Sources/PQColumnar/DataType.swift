/// The steps of the calendar that a period column can have.
public enum Granularity: String, Hashable, Sendable, CaseIterable {
  case year
  case quarter
  case month
  case week
}

/// How a ratio is shown: `79.3%` or `0.793`.
public enum RatioFormat: String, Hashable, Sendable {
  case percent
  case number
}

/// The logical type of a column. Its user names are yes/no, number, text, date, time, duration, …
///
/// | type | stored as |
/// | --- | --- |
/// | `unknown` | the type of a bare `missing`; fits every other type |
/// | `boolean` | bits |
/// | `integer` | `Int64` |
/// | `decimal(scale)` | `Int64` mantissa; the value is mantissa / 10^scale, exact |
/// | `float` | `Double` |
/// | `text` | UTF-8 |
/// | `date` | `Int64` days since 1970-01-01 |
/// | `datetime` | `Int64` seconds since 1970-01-01T00:00, without a time zone |
/// | `duration` | `Int64` seconds |
/// | `period(granularity)` | `Int64` ordinal, see `CalendarPeriod` |
/// | `enumeration` | `Int64` position of the code in declared order |
/// | `ratio` | numerator and denominator, both `Int64`, exact |
public indirect enum DataType: Hashable, Sendable {
  case unknown
  case boolean
  case integer
  case decimal(scale: Int)
  case float
  case text
  case date
  case datetime
  case duration
  case period(Granularity)
  case enumeration(EnumType)
  case ratio(RatioFormat)

  /// Whether arithmetic takes it as a number.
  public var isNumeric: Bool {
    switch self {
    case .integer, .decimal, .float, .ratio: true
    default: false
    }
  }

  /// Whether it is a point in time.
  public var isTemporal: Bool { self == .date || self == .datetime }
}

/// One code of an enum: the word in scripts and CSV files, and the label of each language.
public struct EnumCode: Hashable, Sendable {
  public let code: String
  public let chineseLabel: String?

  public init(_ code: String, zh chineseLabel: String? = nil) {
    self.code = code
    self.chineseLabel = chineseLabel
  }
}

/// A fixed list of codes in declared order, which is also their sort order.
public final class EnumType: Hashable, Sendable {
  public let codes: [EnumCode]
  private let positions: [String: Int]

  public init(codes: [EnumCode]) {
    self.codes = codes
    var positions: [String: Int] = [:]
    for (position, code) in codes.enumerated() {
      if positions[code.code] == nil { positions[code.code] = position }
      if let label = code.chineseLabel, positions[label] == nil { positions[label] = position }
    }
    self.positions = positions
  }

  /// Returns the position of a code, written as its word or its label in either language.
  public func position(of text: String) -> Int? { positions[text] }

  public static func == (left: EnumType, right: EnumType) -> Bool {
    left === right || left.codes == right.codes
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(codes)
  }
}

/// One named, typed column of a table.
public struct Field: Hashable, Sendable {
  public var name: String
  public var chineseName: String?
  public var type: DataType
  /// Whether values may be missing (`?` in a declaration; true for anything inferred).
  public var isOptional: Bool
  /// Whether its ratios are of two whole numbers that were counted or summed, so that the screen may
  /// show both: `79.3% (218/275)`. A change of a ratio has none worth showing.
  public var isFraction = false
  /// How its values are masked unless the run says otherwise; `nil` for a column that anybody may
  /// see.
  public var masking: Masking?
  /// Whether a run shows a private column as it is. What it says still names a person.
  public var isRevealed = false

  /// Whether its values are masked unless the run says otherwise.
  public var isPrivate: Bool { masking != nil }

  public init(
    _ name: String, zh chineseName: String? = nil, type: DataType, isOptional: Bool = true,
    masking: Masking? = nil
  ) {
    self.name = name
    self.chineseName = chineseName
    self.type = type
    self.isOptional = isOptional
    self.masking = masking
  }
}

/// What a private column holds, which tells how much of a value may be shown.
public enum Masking: Hashable, Sendable, CaseIterable {
  /// A person's name, and whatever else is said to be private without a kind.
  case name
  case idNumber
  case phone
  case address
  /// Free text, in which personal details may stand.
  case notes
  /// What is computed from a private value: of it nothing is shown.
  case whole

  /// Returns the kind of a value made of several, some of them private: theirs if they agree, and
  /// otherwise nothing of it is shown.
  public static func combined(_ maskings: [Masking?]) -> Masking? {
    let kinds = Set(maskings.compactMap { $0 })
    return kinds.count > 1 ? .whole : kinds.first
  }
}

/// The ordered fields of a table.
public struct Schema: Hashable, Sendable {
  public var fields: [Field]

  public init(_ fields: [Field]) {
    self.fields = fields
  }

  /// Returns the position of the field with a name, in either language.
  public func position(of name: String) -> Int? {
    fields.firstIndex { $0.name == name } ?? fields.firstIndex { $0.chineseName == name }
  }
}
