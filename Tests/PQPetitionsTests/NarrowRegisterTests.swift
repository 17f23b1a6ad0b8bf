import PQPetitions
import Testing

/// The register that is measured with: its two tables, whatever their length.
@Suite struct NarrowRegisterTests {
  private static func rows(
    _ caseCount: Int, seed: UInt64 = SampleRegister.seed
  ) -> [RegisterTable: [[Substring]]] {
    var bytes: [RegisterTable: [UInt8]] = [:]
    let settings = LargeRegisterSettings(caseCount: caseCount, years: 2011...2020, seed: seed)
    NarrowRegister(settings).write { table, piece in bytes[table, default: []] += piece }
    return bytes.mapValues {
      String(decoding: $0, as: UTF8.self).split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
    }
  }

  private static let register = rows(20_000)

  private static func column(_ name: String, of table: RegisterTable) throws -> [Substring] {
    let rows = try #require(register[table])
    let position = try #require(rows[0].firstIndex { $0 == name })
    return rows.dropFirst().map { $0[position] }
  }

  @Test(arguments: [1, 9, 19, 20, 21, 999, 1_000, 1_001, 2_000])
  func everyLengthHasItsRows(caseCount: Int) throws {
    let register = Self.rows(caseCount)
    let cases = try #require(register[.cases])
    let mediations = try #require(register[.mediations])
    #expect(cases.count == caseCount + 1 && cases.allSatisfy { $0.count == 12 })
    #expect(mediations.count == caseCount / 20 + 1 && mediations.allSatisfy { $0.count == 7 })
  }

  @Test func theSeedAloneDecides() {
    #expect(Self.rows(3_000) == Self.rows(3_000))
    #expect(Self.rows(3_000) != Self.rows(3_000, seed: 7))
  }

  @Test func threePeopleComeWithTenCases() throws {
    let people = try Self.column("petitioner", of: .cases)
    #expect(Set(people).count == 6_000)
    #expect(Set(try Self.column("id", of: .cases)).count == 20_000)
  }

  @Test func mediationsAreOfCases() throws {
    let cases = Set(try Self.column("id", of: .cases))
    let mediated = try Self.column("case", of: .mediations)
    #expect(mediated.count == 1_000 && mediated.allSatisfy { cases.contains($0) })
    #expect(Set(mediated).count < mediated.count)
  }

  @Test func someAreOpenAndSomeSpeakOfWages() throws {
    let closed = try Self.column("closed", of: .cases)
    #expect((600...900).contains(closed.count { $0.isEmpty }))
    let summaries = try Self.column("summary", of: .cases)
    #expect(summaries.contains { $0.contains("工资") && !$0.contains("拖欠") })
    #expect(summaries.contains { $0.contains("拖欠") && !$0.contains("工资") })
    let length = summaries.reduce(0) { $0 + $1.utf8.count } / summaries.count
    #expect((35...50).contains(length))
    #expect(Set(summaries).count > 10_000)
  }
}
