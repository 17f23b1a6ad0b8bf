import FoundationEssentials
import PQFormats
import PQPetitions
import PQSession
import Testing

/// No table of the sample register, shown as it is in any format, shows a private cell or names a
/// secret case.
@Suite struct RegisterPrivacyTests {
  private static let folder =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/examples/register"
  private static let formats = OutputFormat.allCases.filter { $0 != .svg }

  private static func rows(_ table: RegisterTable) -> [[String: Substring]] {
    guard let file = SampleRegister.files().first(where: { $0.table == table }) else { return [] }
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    guard let names = lines.first else { return [] }
    return lines.dropFirst().map {
      Dictionary(uniqueKeysWithValues: zip(names.map(String.init), $0))
    }
  }

  /// What the files have in private columns that a mask changes.
  private static let privateCells: Set<Substring> = {
    var cells: Set<Substring> = []
    for row in rows(.petitioners) {
      for column in ["name", "id_number", "phone", "address"] { cells.insert(row[column] ?? "") }
    }
    for row in rows(.cases) { cells.insert(row["reported_party"] ?? "") }
    return cells.filter { $0.count > 1 }
  }()

  private static let secretCases: Set<Substring> = Set(
    rows(.cases).filter {
      $0["purpose"] == "disclosure" || $0["confidential"] == "true" || $0["anonymous"] == "true"
    }.compactMap { $0["id"] })

  private func session(_ change: (inout SessionOptions) -> Void = { _ in }) -> Session {
    var options = SessionOptions()
    options.today = 18_627
    change(&options)
    let session = Session(options: options)
    session.open(Self.folder)
    return session
  }

  /// The runs of characters that cells and ids could be, so that each text is read once.
  private func found(_ wanted: Set<Substring>, in text: String) -> [Substring] {
    let bytes = Array(text.utf8)
    var lengths: [Int: Set<[UInt8]>] = [:]
    for cell in wanted { lengths[cell.utf8.count, default: []].insert(Array(cell.utf8)) }
    var result: Set<[UInt8]> = []
    for (length, cells) in lengths where length <= bytes.count {
      let firsts = Set(cells.compactMap(\.first))
      for start in 0...(bytes.count - length) where firsts.contains(bytes[start]) {
        let piece = Array(bytes[start..<(start + length)])
        if cells.contains(piece) { result.insert(piece) }
      }
    }
    return result.map { Substring(decoding: $0, as: UTF8.self) }.sorted()
  }

  @Test func noTableShowsAPrivateCellOrASecretCase() throws {
    #expect(Self.privateCells.count > 300 && Self.secretCases.count > 3)
    let session = session()
    for table in RegisterTable.allCases {
      let name = String(table.fileName.dropLast(4))
      let run = session.run(name)
      let result = try #require(run.results.first, "\(name)")
      for format in Self.formats {
        let text = try result.text(as: format)
        let shown = found(Self.privateCells.union(Self.secretCases), in: text)
        #expect(shown.isEmpty, "\(name) as \(format): \(shown.prefix(5))")
      }
    }
  }

  /// Queries whose groups or rows would name who disclosed something or asked for secrecy.
  private static let queriesForInformants = [
    "cases where confidential or purpose = disclosure | count by petitioner.name, registered, unit",
    "case_people where case.confidential | count by petitioner.name",
    "cases where confidential | count by summary",
    "cases where confidential | count by reported_party",
    "petitioners where id in (cases where purpose = disclosure | select petitioner)",
    "petitioners where id in (case_people where case.confidential | select petitioner)",
    "petitioners | join semi (cases where purpose = disclosure) on id = petitioner",
    "petitioners where any(cases where purpose = disclosure)",
    "petitioners | derive told = count(cases where confidential) | where told > 0 | select name",
  ]

  @Test func aRevealShowsNamesAfterItsLineInTheLog() throws {
    let log = "/tmp/pq-audit-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: log) }
    let names = Set(Self.rows(.petitioners).compactMap { $0["name"] }.filter { $0.count > 1 })
    let others = Self.privateCells.subtracting(names).subtracting(
      Self.rows(.cases).compactMap { $0["reported_party"] })
    let session = session { options in
      options.auditFile = log
      options.reveal = RevealRequest(columns: ["name"], reason: "a call back")
    }
    var lines: [Substring] = []
    let run = session.run("petitioners") { _ in
      let text = String(
        decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
      lines = text.split(separator: "\n")
      return true
    }
    #expect(lines.count == 2 && lines[0].contains(#""revealed":["petitioners.name"]"#))
    #expect(lines[0].contains(#""reason":"a call back""#))
    let result = try #require(run.results.first)
    for format in Self.formats {
      let text = try result.text(as: format)
      #expect(found(names, in: text).count == names.count, "\(format)")
      #expect(found(others, in: text).isEmpty, "\(format)")
    }
    // What a reveal unmasks does not list a secret row.
    for query in Self.queriesForInformants {
      let rows = session.run(query).results.map(\.rowCount)
      #expect(rows == [0], "\(query)")
    }
    let cases = try #require(session.run("cases | select id, petitioner.name").results.first)
    #expect(found(Self.secretCases, in: try cases.text(as: .csv)).isEmpty)
  }
}
