import PQColumnar
import PQExecution
import PQPlan
import PQReference
import PQTestSupport
import Testing

/// The rows that `rows` lists are those that a measure counts: their number, or their sum, is the
/// part that `with parts` shows, of all rows and of those of a period.
@Suite struct RowsBehindMeasuresTests {
  private static let period = "2019-10..2020-06"

  @Test(arguments: EngineAgreesWithReferenceTests.seeds)
  func rowsAddUpToTheParts(seed: UInt64) throws {
    var tableGenerator = TableGenerator(seed: seed &+ 1_000)
    let rowCount = tableGenerator.random.pick([0, 1, 7, 30])
    let tables = [tableGenerator.harvests(rowCount: rowCount), tableGenerator.orchards()]
    var generator = QueryGenerator(seed: seed &* 17 &+ 3)
    let measure = generator.measure()
    let declaration = "measure harvests.m = \(measure.definition) dated picked\n"
    for isConfined in [false, true] {
      let rows = isConfined ? "harvests where picked in \(Self.period)" : "harvests"
      let end = isConfined ? ", \(Self.period))" : ")"
      let parts = try values(
        declaration + "\(rows) | summarise m with parts | select m_numerator, m_denominator",
        tables)
      let numerator = try values(
        declaration + "rows(m, numerator\(end) | summarise \(measure.numerator)", tables)
      let denominator = try values(
        declaration + "rows(m, denominator\(end) | summarise \(measure.denominator)", tables)
      #expect(parts == numerator + denominator, "seed \(seed), \(rows)\n\(declaration)")
    }
  }

  /// The only row of a query's result, the same of both engines.
  private func values(_ script: String, _ tables: [Table]) throws -> [Value] {
    let plan = try #require(Trial.bind(script, tables), "\(script)")
    let expected = try ReferenceEngine(context: Trial.functions).run(plan).rows
    let setting = EngineSetting(name: "standard")
    let rewritten = Rewriter.rewrite(
      plan, configuration: setting.rewrites, context: Trial.functions)
    let actual = try QueryExecutor(Trial.context(setting)).run(rewritten).allRows
    #expect(actual == expected, "\(script)")
    return try #require(actual.first)
  }
}
