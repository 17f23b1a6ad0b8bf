import PQColumnar
import PQDiagnostics

/// The type in which values of several types meet, as the branches of `coalesce` do.
package enum CommonType {
  /// Returns the type that every one can be turned to without loss of meaning, or `nil`.
  ///
  ///     integer, decimal(2), unknown      decimal(2)
  package static func of(_ types: [DataType]) -> DataType? {
    var common = DataType.unknown
    for type in types {
      guard let wider = NumericConversion.commonType(common, type) else { return nil }
      common = wider
    }
    return common
  }

  /// Turns a column to a type that `of` gave.
  package static func convert(
    _ column: Column, from type: DataType, to target: DataType
  ) throws(QueryError) -> Column {
    do throws(RowFailure) {
      return try NumericConversion.convert(column, from: type, to: target)
    } catch {
      throw QueryError(.rowFailure(error))
    }
  }
}
