/// Yes or no per row, as bits. A missing row's bit is 0.
package struct BooleanColumn: Hashable, Sendable {
  package var values: Bitmap
  /// `nil` means that every row is present.
  package var validity: Bitmap?

  package init(values: Bitmap, validity: Bitmap? = nil) {
    self.values = values
    self.validity = validity
  }
}

/// Whole numbers, and everything stored as one: dates, times, durations, periods, enum codes,
/// decimal mantissas. A missing row's number is 0.
package struct Int64Column: Hashable, Sendable {
  package var values: [Int64]
  package var validity: Bitmap?

  package init(values: [Int64], validity: Bitmap? = nil) {
    self.values = values
    self.validity = validity
  }
}

/// Binary floating point; never infinite or not-a-number. A missing row's number is 0.
package struct FloatColumn: Hashable, Sendable {
  package var values: [Double]
  package var validity: Bitmap?

  package init(values: [Double], validity: Bitmap? = nil) {
    self.values = values
    self.validity = validity
  }
}

/// Text as one buffer of UTF-8 with offsets: row `r` is `bytes[offsets[r]..<offsets[r + 1]]`.
/// A missing row is empty.
package struct TextColumn: Hashable, Sendable {
  package var offsets: [Int]
  package var bytes: [UInt8]
  package var validity: Bitmap?

  package init(offsets: [Int] = [0], bytes: [UInt8] = [], validity: Bitmap? = nil) {
    self.offsets = offsets
    self.bytes = bytes
    self.validity = validity
  }

  package var count: Int { offsets.count - 1 }
}

/// Text as codes into distinct values. A missing row's code is 0; the dictionary itself has no
/// missing entry, no duplicate, and may hold values that no row uses.
package struct DictionaryColumn: Hashable, Sendable {
  package var codes: [UInt32]
  package var dictionary: TextColumn
  package var validity: Bitmap?

  package init(codes: [UInt32], dictionary: TextColumn, validity: Bitmap? = nil) {
    self.codes = codes
    self.dictionary = dictionary
    self.validity = validity
  }
}

/// Exact fractions. A missing row is 0/0; no present row has denominator 0.
package struct RatioColumn: Hashable, Sendable {
  package var numerators: [Int64]
  package var denominators: [Int64]
  package var validity: Bitmap?

  package init(numerators: [Int64], denominators: [Int64], validity: Bitmap? = nil) {
    self.numerators = numerators
    self.denominators = denominators
    self.validity = validity
  }
}

/// One value for every row.
package struct ConstantColumn: Hashable, Sendable {
  package var value: Value
  package var count: Int

  package init(_ value: Value, count: Int) {
    self.value = value
    self.count = count
  }
}

/// The values of one column for a run of rows. The `DataType` stands in the schema, not here.
package enum Column: Hashable, Sendable {
  case boolean(BooleanColumn)
  case integer(Int64Column)
  case float(FloatColumn)
  case text(TextColumn)
  case dictionary(DictionaryColumn)
  case ratio(RatioColumn)
  case constant(ConstantColumn)

  package var count: Int {
    switch self {
    case .boolean(let column): column.values.count
    case .integer(let column): column.values.count
    case .float(let column): column.values.count
    case .text(let column): column.count
    case .dictionary(let column): column.codes.count
    case .ratio(let column): column.numerators.count
    case .constant(let column): column.count
    }
  }
}
