import ArgumentParser
import Glibc
import PQDiagnostics
import PQFormats
import PQSession
import PQShell

/// `pq [-c QUERY]… [SCRIPT.pq] [DATA…]`: queries, a script, or the shell.
struct RunCommand: ProgramCommand {
  @Option(
    name: .shortAndLong, parsing: .unconditionalSingleValue,
    help: "A query or other statements to run; may be given several times.")
  var command: [String] = []

  @Option(name: .shortAndLong, help: "The format of results.")
  var output: String?

  @Flag(help: "For spreadsheets: BOM, CRLF, cells neutralised, long digits as text.")
  var forExcel = false

  @Flag(name: .customLong("no-init"), help: "Do not read the start-up file of the shell.")
  var skipsInit = false

  @OptionGroup var reveals: RevealArguments
  @OptionGroup var limits: SessionArguments
  @OptionGroup var common: CommonOptions

  @Argument(help: "A script, then folders, files, `name=file` or `-`.")
  var data: [String] = []

  func run() throws(UsageError) -> ExitStatus {
    let manners = try common.manners()
    let console = Console(manners)
    let printer = try ResultPrinter(format: output, isForExcel: forExcel, manners: manners)
    var options = try limits.sessionOptions(manners, reveals)
    var data = data
    if let query = data.first(where: Self.looksLikeQuery) {
      throw UsageError(.queryWithoutFlag(query))
    }
    if let report = data.first(where: ScriptReader.isReport) {
      throw UsageError(.reportToRender(report))
    }
    var sources = command.map { SourceText($0) }
    do throws(QueryError) {
      if sources.isEmpty, let first = data.first, ScriptReader.isScript(first) {
        sources = [try ScriptReader.read(first)]
        data.removeFirst()
      }
    } catch {
      return console.fail(error.diagnostic)
    }
    options.writesForExcel = forExcel
    options.checksParameters = !sources.isEmpty
    // Who asks one question need not wait for what it is not about.
    options.readsTablesLate = !sources.isEmpty
    let (opened, failure) = limits.open(data, options, console, isWatched: !sources.isEmpty)
    guard let session = opened else { return failure }
    if sources.isEmpty {
      let refused = session.revealPending()
      for diagnostic in refused { console.show(diagnostic) }
      if !refused.isEmpty { return Self.status(of: refused) ?? ExitStatus(RunOutcome(of: refused)) }
      return startShell(session, manners, printer.wantedFormat)
    }
    let result = printer.run(sources, in: session, console)
    if let failure = printer.failure { return console.fail(failure) }
    return Self.status(of: result.diagnostics) ?? ExitStatus(result.outcome)
  }

  /// A parameter that no script declares is a slip of the command line, and so is a column to
  /// unmask that is not there.
  static func status(of diagnostics: [Diagnostic]) -> ExitStatus? {
    let slips = ["unknown-parameter", "unknown-reveal"]
    return diagnostics.contains { slips.contains($0.code.name) } ? .usage : nil
  }

  /// Tells a query that stands where data belongs from a file's name.
  private static func looksLikeQuery(_ text: String) -> Bool {
    if access(text, F_OK) == 0 || text.contains("/") { return false }
    return text.contains("|") || text.contains(" where ") || text.contains("其中")
  }

  private func startShell(
    _ session: Session, _ manners: Manners, _ format: OutputFormat?
  ) -> ExitStatus {
    var options = ShellOptions()
    options.language = manners.language
    options.usesColor = manners.usesColor(STDOUT_FILENO)
    options.isQuiet = manners.isQuiet
    options.format = format
    options.version = Program.version
    options.programCodes = CommandLineDiagnostics.codes
    options.startFile = skipsInit ? nil : ShellStart.usualFile
    options.sampleFolder = SampleData.folder()
    return ExitStatus(rawValue: Shell(session: session, options: options).run())
  }
}

/// The register that stands in when no data is named.
enum SampleData {
  /// Returns its folder: as the environment says, beside the program, or below this folder.
  static func folder() -> String? {
    if let named = Environment.value("PQ_SAMPLE"), !named.isEmpty { return named }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let program = String(
      decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let beside = program.lastIndex(of: "/").map { String(program[..<$0]) + "/examples/register" }
    return [beside, "examples/register"].compactMap { $0 }.first { access($0, R_OK) == 0 }
  }
}
