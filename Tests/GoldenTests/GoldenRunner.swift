import FoundationEssentials
import PQDiagnostics
import PQFormats
import PQSession
import PQSyntax

/// Runs the steps of one golden file in one session and says what they gave, as comment lines.
final class GoldenRunner {
  private let file: GoldenFile
  private let session: Session
  private let appliesRewrites: Bool
  /// Where `save` writes; gone with the runner.
  private let folder = "/tmp/pq-golden-\(UUID().uuidString)"

  init(file: GoldenFile, configuration: EngineConfiguration) {
    self.file = file
    var options = SessionOptions()
    // 31 December 2020, so that `today` and `last month` mean the same every day.
    options.today = 18_627
    if !file.name.hasPrefix("domain/") || file.name.hasPrefix("domain/bare/") {
      options.model = SourceText("", name: "none.pq")
    }
    options.folder = folder
    options.pseudonymKey = Array(0..<32)
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    configuration.apply(to: &options)
    appliesRewrites = options.appliesRewrites
    session = Session(options: options)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  func run(_ step: GoldenFile.Step) -> [String] {
    let text = step.text.joined(separator: "\n")
    if text.isEmpty { return [] }
    switch step.action {
    case .run: return session.run(text, name: file.path).outputs.flatMap { lines($0, step) }
    case .tokens: return dumped(SyntaxDump.tokens(SourceText(text)))
    case .tree:
      let parsed = Parser.parse(SourceText(text))
      return dumped(SyntaxDump.tree(parsed.script)) + parsed.diagnostics.flatMap { lines($0, step) }
    case .plan: return explained(step, isRewritten: false)
    case .rewritten:
      // Without rewrites there is nothing to show.
      return appliesRewrites ? explained(step, isRewritten: true) : step.expected
    }
  }

  /// Returns the step with its statements in Chinese.
  func translated(_ step: GoldenFile.Step) -> GoldenFile.Step {
    var step = step
    let source = SourceText(step.text.joined(separator: "\n"))
    step.text = [session.format(source, to: .chinese).text ?? source.string]
    return step
  }

  private func explained(_ step: GoldenFile.Step, isRewritten: Bool) -> [String] {
    let text = step.text.joined(separator: "\n")
    let (plan, diagnostics) = session.explain(text, isRewritten: isRewritten)
    return dumped(plan ?? "") + diagnostics.flatMap { lines($0, step) }
  }

  private func lines(_ output: SessionOutput, _ step: GoldenFile.Step) -> [String] {
    switch output {
    case .result(let result): return lines(result, step)
    case .text(let text): return dumped(text)
    case .diagnostic(let diagnostic): return lines(diagnostic, step)
    }
  }

  private func lines(_ result: QueryResult, _ step: GoldenFile.Step) -> [String] {
    var options = WriteOptions()
    options.language = language(of: step)
    options.width = 80
    let isDrawn = result.chart != nil && step.format == "list"
    let format = isDrawn ? OutputFormat.table : OutputFormat(rawValue: step.format) ?? .list
    do throws(QueryError) {
      return dumped(try result.text(as: format, options: options))
    } catch {
      return lines(error.diagnostic, step)
    }
  }

  private func language(of step: GoldenFile.Step) -> Language {
    Language(rawValue: step.language) ?? .english
  }

  private func lines(_ diagnostic: Diagnostic, _ step: GoldenFile.Step) -> [String] {
    // A place in a file is given by its name only, so that the text is the same everywhere.
    CompactDiagnostic.lines(diagnostic, language: language(of: step)).map { line in
      "#! "
        + line.replacing(GoldenFile.root + "/", with: "").replacing(folder + "/", with: "")
    }
  }

  private func dumped(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines.map { $0.isEmpty ? "#>" : "#> \($0)" }
  }
}
