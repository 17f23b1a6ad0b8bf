import PQColumnar
import PQDiagnostics

/// A scalar function whose result is missing where any argument is: it only says how to compute
/// the rows that are present.
///
/// Constants are computed once. An argument in dictionary encoding beside constants is computed
/// once per distinct value that a row uses, in the order in which the rows use them, so that the
/// first row with a mistake is the one that is reported under every encoding.
package protocol StrictFunction: ScalarFunction {
  /// Returns one value for each row; what it gives for rows that are not present does not matter.
  static func compute(_ rows: PresentRows) throws(QueryError) -> Column
}

extension StrictFunction {
  package static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let type = resultType(of: types) ?? .unknown
    let call = StrictCall(types: types, resultType: type, context: context, compute: compute)
    return try call.evaluate(arguments, rowCount: rowCount)
  }
}

/// A strict function that answers yes or no: for a missing argument the answer is no.
package protocol StrictCondition: StrictFunction {}

extension StrictCondition {
  package static func evaluate(
    _ arguments: [Column], types: [DataType], rowCount: Int, context: FunctionContext
  ) throws(QueryError) -> Column {
    let call = StrictCall(types: types, resultType: .boolean, context: context, compute: compute)
    switch try call.evaluate(arguments, rowCount: rowCount) {
    case .boolean(let column): return .boolean(BooleanColumn(values: column.values))
    case .constant(let column):
      let answer = column.value == .boolean(true)
      return .constant(ConstantColumn(.boolean(answer), count: rowCount))
    case let other: return other
    }
  }
}

/// One call of a strict function on one batch.
private struct StrictCall {
  let types: [DataType]
  let resultType: DataType
  let context: FunctionContext
  let compute: (PresentRows) throws(QueryError) -> Column

  func evaluate(_ arguments: [Column], rowCount: Int) throws(QueryError) -> Column {
    if rowCount == 0 || resultType == .unknown || arguments.contains(where: \.isConstantMissing) {
      return .constant(ConstantColumn(.missing, count: rowCount))
    }
    let varying = arguments.indices.filter { !arguments[$0].isConstant }
    if varying.isEmpty {
      let result = try computeRows(arguments, count: 1)
      return .constant(ConstantColumn(result.value(at: 0, as: resultType), count: rowCount))
    }
    if varying.count == 1, case .dictionary(let column) = arguments[varying[0]],
      column.dictionary.count <= rowCount
    {
      return try perDistinctValue(of: column, at: varying[0], arguments)
    }
    return try computeRows(arguments, count: rowCount)
  }

  private func computeRows(_ arguments: [Column], count: Int) throws(QueryError) -> Column {
    try compute(
      PresentRows(arguments: arguments, types: types, count: count, context: context))
  }

  private func perDistinctValue(
    of column: DictionaryColumn, at position: Int, _ arguments: [Column]
  ) throws(QueryError) -> Column {
    let use = DictionaryUse(column)
    var arguments = arguments
    arguments[position] = Gather.rows(use.codes, of: .text(column.dictionary.entries))
    if use.codes.isEmpty { return .constant(ConstantColumn(.missing, count: use.places.count)) }
    let result = try computeRows(arguments, count: use.codes.count)
    if case .text(let values) = result {
      return RepeatedTexts.column(rows: use.places, values: values)
    }
    return Gather.rows(use.places, of: result)
  }
}

/// Which entries of its dictionary a column uses, in the order of first use.
private struct DictionaryUse {
  /// The used codes; an unused entry is never looked at, for it could be one that does not fit.
  var codes: [Int32] = []
  /// For each row the place of its code in `codes`, or -1 for a missing row.
  var places: [Int32] = []

  init(_ column: DictionaryColumn) {
    var placeOfCode = Array(repeating: Int32(-1), count: column.dictionary.count)
    places.reserveCapacity(column.codes.count)
    for (row, code) in column.codes.enumerated() {
      if let validity = column.validity, !validity[row] {
        places.append(-1)
        continue
      }
      if placeOfCode[Int(code)] < 0 {
        placeOfCode[Int(code)] = Int32(codes.count)
        codes.append(Int32(code))
      }
      places.append(placeOfCode[Int(code)])
    }
  }
}

/// Builds dictionary columns out of values that may repeat, as `lower` makes them.
private enum RepeatedTexts {
  /// Returns the column that has at each row the value at a place; a negative place and a missing
  /// value give a missing row.
  static func column(rows: [Int32], values: TextColumn) -> Column {
    var dictionary = TextColumn()
    var codeOfBytes: [ArraySlice<UInt8>: UInt32] = [:]
    var codeOfPlace: [UInt32?] = []
    for place in 0..<values.count {
      if let validity = values.validity, !validity[place] {
        codeOfPlace.append(nil)
        continue
      }
      let bytes = values.utf8(at: place)
      let code = codeOfBytes[bytes] ?? UInt32(dictionary.count)
      if codeOfBytes.updateValue(code, forKey: bytes) == nil {
        dictionary.bytes.append(contentsOf: bytes)
        dictionary.endRow()
      }
      codeOfPlace.append(code)
    }
    var codes = Array(repeating: UInt32(0), count: rows.count)
    var validity = Bitmap(repeating: true, count: rows.count)
    for (row, place) in rows.enumerated() {
      if place >= 0, let code = codeOfPlace[Int(place)] {
        codes[row] = code
      } else {
        validity[row] = false
      }
    }
    if dictionary.count == 0 { return .constant(ConstantColumn(.missing, count: rows.count)) }
    return .dictionary(
      DictionaryColumn(
        codes: codes, dictionary: dictionary, validity: validity.isAllSet ? nil : validity))
  }
}

extension Column {
  var isConstant: Bool { if case .constant = self { true } else { false } }

  var isConstantMissing: Bool {
    if case .constant(let column) = self { column.value.isMissing } else { false }
  }
}
