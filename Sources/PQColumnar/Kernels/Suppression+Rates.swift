extension Suppression {
  /// How many counts a rate tells.
  package static let partCount = 3

  /// Returns the three counts that a rate gives away to whoever knows one of them: those that are
  /// meant, those that are not, and all; `nil` for what is no rate.
  ///
  ///     1/12    gives    1, 11 and 12
  package static func parts(ofRates column: Column) -> [Column]? {
    guard case .ratio(let ratios) = column else { return nil }
    return parts(ratios.numerators, of: ratios.denominators, ratios.validity)
  }

  /// Returns the three counts that a rate's two numbers tell, columns of whole numbers.
  package static func parts(_ numerators: Column, of denominators: Column) -> [Column] {
    let meant = Operand<Int64>(integers: numerators)
    let all = Operand<Int64>(integers: denominators)
    let rows = 0..<numerators.count
    return parts(
      rows.map { meant[$0] }, of: rows.map { all[$0] },
      Bitmap(rows.map { meant.validity?[$0] != false && all.validity?[$0] != false }))
  }

  /// The counts of rates that nobody knows.
  package static func noParts(count: Int) -> [Column] {
    let none = [Int64](repeating: 0, count: count)
    return parts(none, of: none, nil)
  }

  private static func parts(
    _ numerators: [Int64], of denominators: [Int64], _ validity: Bitmap?
  ) -> [Column] {
    let others = zip(denominators, numerators).map { all, meant in
      let (rest, overflows) = all.subtractingReportingOverflow(meant)
      return overflows ? 0 : rest
    }
    return [numerators, others, denominators].map {
      .integer(IntegerColumn(values: $0, validity: validity))
    }
  }
}
