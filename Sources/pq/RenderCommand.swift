import ArgumentParser
import PQColumnar
import PQDiagnostics
import PQFormats
import PQSession
import PQSyntax

/// `pq render FILE.md.pq [DATA…] [-o OUT]`: Markdown whose queries are answered.
struct RenderCommand: ProgramCommand {
  @Option(name: .shortAndLong, help: "The file to write: .md, or .html for a page.")
  var output: String?

  @Flag(help: "Answer a written report again, and say what is no longer the same.")
  var verify = false

  @OptionGroup var reveals: RevealArguments
  @OptionGroup var limits: SessionArguments
  @OptionGroup var common: CommonOptions

  @Argument(help: "The report, then the data that it is about.")
  var file: String

  @Argument(help: "Folders, files, `name=file` or `-`.")
  var data: [String] = []

  func run() throws(UsageError) -> ExitStatus {
    let manners = try common.manners()
    let console = Console(manners)
    let options = try limits.sessionOptions(manners, reveals)
    if !verify, !ScriptReader.isReport(file) { throw UsageError(.reportExpected(file)) }
    do throws(QueryError) {
      if verify { return try verify(options, manners, console) }
      var record = ReportRecord()
      record.source.path = file
      record.data = data
      record.models = limits.model.map { ReportRecord.File(path: $0, digest: "") }
      record.parameters = options.parameters
      let format = output.map(ReportFormat.init(path:)) ?? .markdown
      let (report, status) = try answered(
        try ScriptReader.read(file), data, record, format, options, console
      ) { written, session throws(QueryError) in
        if let output {
          try session.save(written, to: output)
        } else {
          StandardOutput.write(written.text)
        }
      }
      return report == nil ? status : .done
    } catch {
      return console.fail(error.diagnostic)
    }
  }

  /// Answers a report, and hands on what is to be written; `nil` if something is wrong with it.
  private func answered(
    _ source: SourceText, _ data: [String], _ record: ReportRecord, _ format: ReportFormat,
    _ options: SessionOptions, _ console: Console,
    _ body: (WrittenReport, Session) throws(QueryError) -> Void
  ) throws(QueryError) -> (WrittenReport?, ExitStatus) {
    let report = ReportSyntax(source)
    let settings = ReportSettings(report)
    for diagnostic in settings.diagnostics { console.show(diagnostic) }
    if !settings.diagnostics.isEmpty { return (nil, .wrong) }
    var options = options
    // What the command line says goes before what the report says.
    if common.lang == nil, !verify, let language = settings.language { options.language = language }
    if options.today == nil { options.today = settings.today }
    if options.profile == nil { options.profile = settings.profile }
    options.recordsFiles = true
    options.checksParameters = true
    let (opened, failure) = limits.open(data, options, console)
    guard let session = opened else { return (nil, failure) }
    let run = session.answer(report)
    for diagnostic in run.diagnostics { console.show(diagnostic) }
    guard run.outcome == .done else {
      return (nil, RunCommand.status(of: run.diagnostics) ?? ExitStatus(run.outcome))
    }
    var record = record
    record.version = Program.version
    record.profile = session.profileName
    let written = try session.write(report, run, as: format, record: record)
    try body(written, session)
    return (written, .done)
  }

  /// Answers the report again from which a file was written, with the same settings.
  private func verify(
    _ options: SessionOptions, _ manners: Manners, _ console: Console
  ) throws(QueryError) -> ExitStatus {
    // An editor may have ended the lines in its own way.
    let text = try ScriptReader.read(file).string.replacing("\r\n", with: "\n")
    guard let found = ReportRecord.find(in: text) else { throw QueryError(.notAReport(file)) }
    var options = options
    let record = found.record
    if common.lang == nil { options.language = record.language }
    if options.today == nil { options.today = CivilDate(record.today)?.days }
    if options.parameters.isEmpty { options.parameters = record.parameters }
    var asked = ReportRecord()
    asked.models = limits.model.map { ReportRecord.File(path: $0, digest: "") }
    if limits.model.isEmpty {
      asked.models = record.models
      for model in record.models {
        options.models.append(try ScriptReader.read(WrittenReport.path(model.path, beside: file)))
      }
    }
    if options.profile == nil, !record.profile.isEmpty { options.profile = record.profile }
    let source = try ScriptReader.read(WrittenReport.path(record.source.path, beside: file))
    let named = data.isEmpty ? record.data.map { WrittenReport.path($0, beside: file) } : data
    asked.source.path = record.source.path
    asked.data = record.data
    asked.parameters = options.parameters
    let (now, status) = try answered(
      source, named, asked, ReportFormat(path: file), options, console
    ) { _, _ throws(QueryError) in }
    guard let now else { return status }
    let verification = ReportVerification(
      before: found.before, body: found.body, record: record, now: now)
    StandardOutput.write(verification.text(in: manners.language))
    return verification.isSame ? .done : .wrong
  }
}
