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

  @Flag(help: "With --cases: only cases and mediations, and twelve columns of a case.")
  var narrow = false

  func run() throws {
    guard let cases else { return try writeSample() }
    guard let years = yearRange, (1...LargeRegister.mostCases).contains(cases), oneMatterIn >= 1,
      oneMatterIn == 1 || !narrow
    else {
      throw ValidationError(
        "1 to 100,000,000 cases, years such as 2016..2020, whole registers if --narrow")
    }
    let settings = LargeRegisterSettings(
      caseCount: cases, years: years, seed: seed, matterStep: oneMatterIn)
    if narrow {
      try write(NarrowRegister.tables) { try NarrowRegister(settings).write(to: $0) }
    } else {
      var register = LargeRegister(settings)
      try write(RegisterTable.allCases) { try register.write(to: $0) }
    }
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

  private typealias Sink = (RegisterTable, [UInt8]) throws -> Void

  private func write(_ tables: [RegisterTable], _ body: (Sink) throws -> Void) throws {
    var files: [RegisterTable: AtomicFile] = [:]
    for table in tables { files[table] = try AtomicFile("\(out)/\(table.fileName)") }
    try body { table, bytes in try files[table]?.write(bytes) }
    for table in tables { try files[table]?.commit() }
  }
}
