import ArgumentParser
import PQDiagnostics
import PQFormats
import PQPetitions

/// Writes a synthetic register into a folder: the small one of the examples, or one of any size.
@main
struct MakeSample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-sample",
    abstract: "Writes a synthetic register; the same seed gives the same bytes.")

  @Option(help: "How many cases; without it the sample register, whose figures are fixed.")
  var cases: Int?

  @Option(help: "The years of a register with --cases, such as 2016..2020.")
  var years = "2020..2020"

  @Option(help: "The folder, which must exist.")
  var out = "."

  @Option(help: "What everything is chosen by.")
  var seed = SampleRegister.seed

  @Option(help: "With --cases: writes one matter in so many, with all its cases.")
  var oneMatterIn = 1

  func run() throws {
    guard let cases else { return try writeSample() }
    guard let years = yearRange, (1...10_000_000).contains(cases), oneMatterIn >= 1 else {
      throw ValidationError("1 to 10,000,000 cases, and years such as 2016..2020")
    }
    let settings = LargeRegisterSettings(
      caseCount: cases, years: years, seed: seed, matterStep: oneMatterIn)
    try Self.write(LargeRegister(settings), to: out)
  }

  private var yearRange: ClosedRange<Int>? {
    let parts = years.split(separator: ".").compactMap { Int($0) }
    guard let first = parts.first, let last = parts.last, parts.count <= 2, first <= last,
      (1990...2100).contains(first), (1990...2100).contains(last)
    else { return nil }
    return first...last
  }

  private func writeSample() throws {
    for file in SampleRegister.files(seed: seed) {
      let target = try AtomicFile("\(out)/\(file.table.fileName)")
      try target.write(file.bytes)
      try target.commit()
    }
  }

  private static func write(_ register: LargeRegister, to folder: String) throws {
    var files: [AtomicFile] = []
    for table in RegisterTable.allCases {
      files.append(try AtomicFile("\(folder)/\(table.fileName)"))
    }
    var register = register
    try register.write { (table: RegisterTable, bytes: [UInt8]) throws(QueryError) in
      try files[table.rawValue].write(bytes)
    }
    for file in files { try file.commit() }
  }
}
