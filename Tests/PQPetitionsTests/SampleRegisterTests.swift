import FoundationEssentials
import PQPetitions
import Testing

/// The sample register is what its generator writes, and nobody's.
@Suite struct SampleRegisterTests {
  private static let root =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  private static func rows(_ file: (table: RegisterTable, bytes: [UInt8])) -> [[Substring]] {
    String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  @Test func theFolderHoldsWhatTheGeneratorWrites() {
    let files = SampleRegister.files()
    for file in files {
      let path = "\(Self.root)/examples/register/\(file.table.fileName)"
      let written = FileManager.default.contents(atPath: path)
      #expect(written == Data(file.bytes), "scripts/make-sample writes another \(path)")
    }
    #expect(files.reduce(0) { $0 + $1.bytes.count } < 1_000_000)
  }

  @Test func anotherSeedGivesAnotherRegister() {
    #expect(SampleRegister.files().map(\.bytes) != SampleRegister.files(seed: 7).map(\.bytes))
  }

  @Test func everyRowHasACellForEveryColumn() {
    for file in SampleRegister.files() {
      let rows = Self.rows(file)
      #expect(rows.count > 5 && rows.allSatisfy { $0.count == rows[0].count }, "\(file.table)")
    }
  }

  @Test func numbersAreNobodys() throws {
    let people = try #require(SampleRegister.files().first { $0.table == .petitioners })
    let rows = Self.rows(people).dropFirst()
    #expect(rows.allSatisfy { $0[2].hasPrefix("99") && $0[2].utf8.count == 18 })
    #expect(rows.allSatisfy { $0[3].hasPrefix("128") && $0[3].utf8.count == 11 })
    #expect(Set(rows.map { $0[2] }).count == rows.count)
  }
}
