import PQColumnar
import Testing

struct ChangeTests {
  private func fractions(_ pairs: [(Value, Value)], _ type: DataType) -> [Value] {
    let column = Change.fraction(
      Column(values: pairs.map(\.0), type: type), Column(values: pairs.map(\.1), type: type), type)
    return (0..<column.count).map { column.value(at: $0, as: .ratio(.percent)) }
  }

  @Test func changesOfWholeNumbersAreExact() {
    #expect(
      fractions(
        [
          (.integer(6), .integer(5)), (.integer(4), .integer(5)), (.integer(3), .integer(0)),
          (.missing, .integer(1)), (.integer(5), .integer(-5)),
        ], .integer)
        == [
          .ratio(Ratio(1, 5)), .ratio(Ratio(-1, 5)), .missing, .missing, .ratio(Ratio(10, 5)),
        ])
  }

  @Test func theEndsOfTheNumbersDoNotOverflow() {
    let found = fractions(
      [(.integer(.max), .integer(.min)), (.integer(.min), .integer(1))], .integer)
    guard case .ratio(let first) = found[0] else {
      Issue.record("no ratio")
      return
    }
    #expect(Double(first.numerator) / Double(first.denominator) == 2)
    // No fraction of two whole numbers holds it.
    #expect(found[1] == .missing)
    let left = Column(values: [.integer(.max)], type: .integer)
    let right = Column(values: [.integer(.min)], type: .integer)
    #expect(Change.difference(left, right, .integer) == nil)
  }

  @Test func changesOfRatiosAreExact() {
    let type = DataType.ratio(.percent)
    let left = Column(values: [.ratio(Ratio(3, 4)), .missing], type: type)
    let right = Column(values: [.ratio(Ratio(1, 2)), .ratio(Ratio(1, 2))], type: type)
    let change = Change.difference(left, right, type)
    #expect(change?.value(at: 0, as: type) == .ratio(Ratio(2, 8)))
    #expect(change?.value(at: 1, as: type) == .missing)
    #expect(
      fractions([(.ratio(Ratio(3, 4)), .ratio(Ratio(1, 2)))], type) == [.ratio(Ratio(4, 8))])
  }

  @Test func changesOfFloatsAreDecimalFractions() {
    #expect(
      fractions([(.float(13.5), .float(10)), (.float(1), .float(0))], .float)
        == [.ratio(Ratio(350_000_000_000_000, 1_000_000_000_000_000)), .missing])
    let huge = Column(values: [.float(1e308)], type: .float)
    let negative = Column(values: [.float(-1e308)], type: .float)
    #expect(Change.difference(huge, negative, .float) == nil)
  }
}
