import PQColumnar
import PQDiagnostics

/// One use of an arithmetic operator: its sides, and how to say what went wrong in a row.
struct BinaryArithmetic {
  let symbol: String
  let left: Column
  let right: Column
  let leftType: DataType
  let rightType: DataType

  init(_ symbol: String, _ arguments: [Column], _ types: [DataType]) {
    self.symbol = symbol
    left = arguments[0]
    right = arguments[1]
    leftType = types[0]
    rightType = types[1]
  }

  var hasUnknown: Bool { leftType == .unknown || rightType == .unknown }

  var missing: Column { .constant(ConstantColumn(.missing, count: left.count)) }

  /// Computes with numbers of any two types.
  func numbers(
    _ operation: Arithmetic.Operation, as type: DataType
  ) throws(QueryError) -> Column {
    try located { () throws(RowFailure) in
      switch type {
      case .integer:
        return .integer(try Arithmetic.integers(operation, left, right))
      case .decimal where operation == .multiply:
        // The scales of the factors add up to the product's by themselves.
        return .integer(try Arithmetic.integers(operation, left, right))
      case .decimal:
        let left = try NumericConversion.convert(left, from: leftType, to: type)
        let right = try NumericConversion.convert(right, from: rightType, to: type)
        return .integer(try Arithmetic.integers(operation, left, right))
      default:
        return .float(try Arithmetic.floats(operation, left, leftType, right, rightType))
      }
    }
  }

  /// Runs a kernel and turns its failure into a message with the row's values.
  func located(_ body: () throws(RowFailure) -> Column) throws(QueryError) -> Column {
    do {
      return try body()
    } catch {
      let leftText = ValueFormat.text(left.value(at: error.row, as: leftType), as: leftType)
      let rightText = ValueFormat.text(right.value(at: error.row, as: rightType), as: rightType)
      switch error.kind {
      case .overflow: throw QueryError(.operationTooLarge(leftText, symbol, rightText))
      case .outsideCalendar:
        throw QueryError(.operationOutsideCalendar(leftText, symbol, rightText))
      }
    }
  }

  /// Adds a duration to a time, or takes it away.
  func shifted(
    _ time: Column, _ type: DataType, by duration: Column, _ operation: Arithmetic.Operation
  ) throws(QueryError) -> Column {
    var steps = duration
    if type == .date { steps = .integer(try wholeDays(duration)) }
    let range = type == .date ? CivilDate.validDays : CivilDateTime.validSeconds
    return try located { () throws(RowFailure) in
      do throws(RowFailure) {
        let result = try Arithmetic.integers(operation, time, steps)
        return .integer(try Arithmetic.checked(result, in: range))
      } catch {
        throw RowFailure(row: error.row, kind: .outsideCalendar)
      }
    }
  }

  private func wholeDays(_ duration: Column) throws(QueryError) -> IntegerColumn {
    let perDay = CivilDateTime.secondsPerDay
    let view = IntegerView(duration)
    let validity = duration.validity
    var days: [Int64] = []
    days.reserveCapacity(duration.count)
    for row in 0..<duration.count {
      if validity?[row] == false {
        days.append(0)
      } else if view[row] % perDay == 0 {
        days.append(view[row] / perDay)
      } else {
        throw QueryError(.notWholeDays(ValueFormat.text(.duration(view[row]), as: .duration)))
      }
    }
    return IntegerColumn(values: days, validity: validity)
  }
}
