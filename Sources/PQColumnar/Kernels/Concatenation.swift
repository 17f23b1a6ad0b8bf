/// Puts columns of one type behind each other, whatever their encodings.
package enum Concatenation {
  /// Returns the rows of all columns in order.
  ///
  /// Equal constants stay a constant, dictionaries are merged into one, text beside a dictionary
  /// becomes text. A column that is a missing constant fits every other.
  ///
  /// - Precondition: the columns are of one logical type.
  package static func columns(_ columns: [Column]) -> Column {
    let filled = columns.filter { $0.count > 0 }
    guard let first = filled.first else {
      return columns.first ?? .constant(ConstantColumn(.missing, count: 0))
    }
    if filled.count == 1 { return first }
    if let constant = commonConstant(filled) { return constant }
    switch PhysicalKind(of: filled) {
    case .boolean: return .boolean(booleans(filled))
    case .integer: return .integer(integers(filled))
    case .float: return .float(floats(filled))
    case .text: return .text(texts(filled))
    case .dictionary: return .dictionary(dictionaries(filled))
    case .ratio: return .ratio(ratios(filled))
    case .missing:
      return .constant(ConstantColumn(.missing, count: filled.reduce(0) { $0 + $1.count }))
    }
  }

  private static func commonConstant(_ columns: [Column]) -> Column? {
    guard case .constant(let first) = columns[0] else { return nil }
    var count = 0
    for column in columns {
      guard case .constant(let constant) = column, constant.value == first.value else { return nil }
      count += constant.count
    }
    return .constant(ConstantColumn(first.value, count: count))
  }

  private static func booleans(_ columns: [Column]) -> BooleanColumn {
    var values = Bitmap()
    for column in columns {
      switch column {
      case .boolean(let column): values.append(contentsOf: column.values)
      default: values.append(repeating: column.constantValue == .boolean(true), count: column.count)
      }
    }
    return BooleanColumn(values: values, validity: validity(columns))
  }

  private static func integers(_ columns: [Column]) -> IntegerColumn {
    var width = 1
    for column in columns {
      if case .integer(let column) = column {
        width = max(width, column.storage.width)
      } else {
        let number = column.constantValue.storedInteger ?? 0
        width = max(width, IntegerVector(narrowing: [number]).width)
      }
    }
    let storage: IntegerVector =
      switch width {
      case 1: .int8(numbers(columns))
      case 2: .int16(numbers(columns))
      case 4: .int32(numbers(columns))
      default: .int64(numbers(columns))
      }
    return IntegerColumn(storage: storage, validity: validity(columns))
  }

  /// - Precondition: every number fits.
  private static func numbers<Number: FixedWidthInteger>(_ columns: [Column]) -> [Number] {
    var values: [Number] = []
    values.reserveCapacity(columns.reduce(0) { $0 + $1.count })
    for column in columns {
      switch column {
      case .integer(let column):
        switch column.storage {
        case .int8(let part):
          values.append(contentsOf: part.lazy.map { Number(truncatingIfNeeded: $0) })
        case .int16(let part):
          values.append(contentsOf: part.lazy.map { Number(truncatingIfNeeded: $0) })
        case .int32(let part):
          values.append(contentsOf: part.lazy.map { Number(truncatingIfNeeded: $0) })
        case .int64(let part):
          values.append(contentsOf: part.lazy.map { Number(truncatingIfNeeded: $0) })
        }
      default:
        let number = Number(truncatingIfNeeded: column.constantValue.storedInteger ?? 0)
        values.append(contentsOf: repeatElement(number, count: column.count))
      }
    }
    return values
  }

  private static func floats(_ columns: [Column]) -> FloatColumn {
    var values: [Double] = []
    values.reserveCapacity(columns.reduce(0) { $0 + $1.count })
    for column in columns {
      if case .float(let column) = column {
        values.append(contentsOf: column.values)
      } else if case .float(let number) = column.constantValue {
        values.append(contentsOf: repeatElement(number, count: column.count))
      } else {
        values.append(contentsOf: repeatElement(0, count: column.count))
      }
    }
    return FloatColumn(values: values, validity: validity(columns))
  }

  private static func texts(_ columns: [Column]) -> TextColumn {
    var result = TextColumn(rowCapacity: columns.reduce(0) { $0 + $1.count })
    for column in columns {
      switch column {
      case .text(let column): result.append(contentsOf: column)
      case .dictionary(let column):
        appendDecoded(column, to: &result)
      default:
        guard case .text(let text) = column.constantValue else {
          result.endRows(count: column.count)
          continue
        }
        for _ in 0..<column.count { result.append(text) }
      }
    }
    result.validity = validity(columns)
    return result
  }

  private static func appendDecoded(_ column: DictionaryColumn, to result: inout TextColumn) {
    let entries = column.dictionary.entries
    for (row, code) in column.codes.enumerated() {
      if column.validity?[row] != false {
        result.bytes.append(contentsOf: entries.utf8(at: Int(code)))
      }
      result.endRow()
    }
  }

  private static func dictionaries(_ columns: [Column]) -> DictionaryColumn {
    if let dictionary = sharedDictionary(columns) {
      let storage: CodeVector =
        if dictionary.count <= 1 << 8 {
          .uint8(sharedCodes(columns))
        } else if dictionary.count <= 1 << 16 {
          .uint16(sharedCodes(columns))
        } else {
          .uint32(sharedCodes(columns))
        }
      return DictionaryColumn(
        storage: storage, dictionary: dictionary, validity: validity(columns))
    }
    var builder = DictionaryBuilder()
    var codes: [UInt32] = []
    codes.reserveCapacity(columns.reduce(0) { $0 + $1.count })
    // Blocks of one table share one dictionary, which is read only once.
    var last: (dictionary: TextDictionary, map: [UInt32])?
    for column in columns {
      switch column {
      case .dictionary(let column):
        let map: [UInt32]
        if let last, last.dictionary == column.dictionary {
          map = last.map
        } else {
          map = builder.codes(of: column.dictionary.entries)
          last = (column.dictionary, map)
        }
        if column.dictionary.count == 0 {
          codes.append(contentsOf: repeatElement(0, count: column.count))
        } else {
          for code in column.codes { codes.append(map[Int(code)]) }
        }
      default:
        var code: UInt32 = 0
        if case .text(let text) = column.constantValue { code = builder.code(of: text) }
        codes.append(contentsOf: repeatElement(code, count: column.count))
      }
    }
    let validity = validity(columns)
    if let validity { for row in codes.indices where !validity[row] { codes[row] = 0 } }
    return DictionaryColumn(codes: codes, dictionary: builder.dictionary, validity: validity)
  }

  /// The dictionary of all columns, if it is one and no other text stands between them.
  private static func sharedDictionary(_ columns: [Column]) -> TextDictionary? {
    var shared: TextDictionary?
    for column in columns {
      switch column {
      case .dictionary(let column):
        if let shared, shared !== column.dictionary { return nil }
        shared = column.dictionary
      default:
        if !column.constantValue.isMissing { return nil }
      }
    }
    return shared
  }

  private static func sharedCodes<Code: FixedWidthInteger>(_ columns: [Column]) -> [Code] {
    var codes: [Code] = []
    codes.reserveCapacity(columns.reduce(0) { $0 + $1.count })
    for column in columns {
      guard case .dictionary(let column) = column else {
        codes.append(contentsOf: repeatElement(0, count: column.count))
        continue
      }
      switch column.storage {
      case .uint8(let part):
        codes.append(contentsOf: part.lazy.map { Code(truncatingIfNeeded: $0) })
      case .uint16(let part):
        codes.append(contentsOf: part.lazy.map { Code(truncatingIfNeeded: $0) })
      case .uint32(let part):
        codes.append(contentsOf: part.lazy.map { Code(truncatingIfNeeded: $0) })
      }
    }
    return codes
  }

  private static func ratios(_ columns: [Column]) -> RatioColumn {
    var numerators: [Int64] = []
    var denominators: [Int64] = []
    for column in columns {
      if case .ratio(let column) = column {
        numerators.append(contentsOf: column.numerators)
        denominators.append(contentsOf: column.denominators)
      } else {
        var ratio = Ratio(0, 0)
        if case .ratio(let value) = column.constantValue { ratio = value }
        numerators.append(contentsOf: repeatElement(ratio.numerator, count: column.count))
        denominators.append(contentsOf: repeatElement(ratio.denominator, count: column.count))
      }
    }
    return RatioColumn(
      numerators: numerators, denominators: denominators, validity: validity(columns))
  }

  private static func validity(_ columns: [Column]) -> Bitmap? {
    var bits = Bitmap()
    var isComplete = true
    for column in columns {
      if let validity = column.validity {
        isComplete = isComplete && validity.isAllSet
        bits.append(contentsOf: validity)
      } else {
        bits.append(repeating: true, count: column.count)
      }
    }
    return isComplete ? nil : bits
  }
}

/// How several columns of one type can be stored together.
private enum PhysicalKind {
  case boolean
  case integer
  case float
  case text
  case dictionary
  case ratio
  case missing

  init(of columns: [Column]) {
    self = .missing
    for column in columns {
      let kind = PhysicalKind(of: column)
      if kind == .missing || (kind == .dictionary && self == .text) { continue }
      self = kind
    }
  }

  private init(of column: Column) {
    switch column {
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .float: self = .float
    case .text: self = .text
    case .dictionary: self = .dictionary
    case .ratio: self = .ratio
    case .constant(let column):
      switch column.value {
      case .missing: self = .missing
      case .boolean: self = .boolean
      case .float: self = .float
      case .text: self = .dictionary
      case .ratio: self = .ratio
      case .integer, .decimal, .date, .datetime, .duration, .period, .code: self = .integer
      }
    }
  }
}
