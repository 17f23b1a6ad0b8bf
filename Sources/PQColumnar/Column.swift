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
///
/// Tables store them as narrow as their values allow; what an expression makes is 64 bits wide.
package struct IntegerColumn: Hashable, Sendable {
  package let storage: IntegerVector
  package let validity: Bitmap?
  /// What a table knows of the column; no part of its value.
  var statistics: IntegerStatistics?

  package init(storage: IntegerVector, validity: Bitmap? = nil) {
    self.storage = storage
    self.validity = validity
  }

  package init(values: [Int64], validity: Bitmap? = nil) {
    self.init(storage: .int64(values), validity: validity)
  }

  package var count: Int { storage.count }

  /// Every number in 64 bits: a copy unless it is stored so.
  package var values: [Int64] { storage.widened }

  package static func == (left: IntegerColumn, right: IntegerColumn) -> Bool {
    left.storage == right.storage && left.validity == right.validity
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(storage)
    hasher.combine(validity)
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

/// Text as codes into distinct values. A missing row's code is 0; the dictionary itself has no
/// missing entry, no duplicate, and may hold values that no row uses.
///
/// The blocks of a table share one dictionary, so that its identity tells that codes mean the same.
package struct DictionaryColumn: Hashable, Sendable {
  package var storage: CodeVector
  package var dictionary: TextDictionary
  package var validity: Bitmap?

  package init(storage: CodeVector, dictionary: TextDictionary, validity: Bitmap? = nil) {
    self.storage = storage
    self.dictionary = dictionary
    self.validity = validity
  }

  package init(codes: [UInt32], dictionary: TextDictionary, validity: Bitmap? = nil) {
    self.init(storage: .uint32(codes), dictionary: dictionary, validity: validity)
  }

  package init(codes: [UInt32], dictionary: TextColumn, validity: Bitmap? = nil) {
    self.init(codes: codes, dictionary: TextDictionary(dictionary), validity: validity)
  }

  package var count: Int { storage.count }

  /// Every code in 32 bits: a copy unless it is stored so.
  package var codes: [UInt32] { storage.widened }
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
  case integer(IntegerColumn)
  case float(FloatColumn)
  case text(TextColumn)
  case dictionary(DictionaryColumn)
  case ratio(RatioColumn)
  case constant(ConstantColumn)

  package var count: Int {
    switch self {
    case .boolean(let column): column.values.count
    case .integer(let column): column.count
    case .float(let column): column.values.count
    case .text(let column): column.count
    case .dictionary(let column): column.count
    case .ratio(let column): column.numerators.count
    case .constant(let column): column.count
    }
  }
}
