import FoundationEssentials
import PQDiagnostics
import PQExecution
import PQFormats
import PQFunctions
import PQPlan
import PQSession
import PQShell
import PQSyntax
import Testing

/// Every message that pq can give has a script or a test that makes it, and an explanation.
@Suite struct EveryCodeHasATestTests {
  /// Codes that no script can give, with the file of the test that gives them.
  private static let testedElsewhere = [
    "audit-broken": "CommandLineTests/AuditTests.swift",
    "audit-unwritable": "CommandLineTests/AuditTests.swift",
    "constant-for-column": "Golden/regressions/constants_are_not_columns.pq",
    "file-too-large": "PQSyntaxTests/RobustnessTests.swift",
    "include-depth": "CommandLineTests/ExitStatusTests.swift",
    "interrupted": "PQExecutionTests/ControlTests.swift",
    "memory-limit": "PQExecutionTests/ControlTests.swift",
    "missing-reason": "CommandLineTests/RevealTests.swift",
    "no-pseudonym-key": "CommandLineTests/PseudonymTests.swift",
    "missing-tables": "PQSessionTests/ChineseRegisterTests.swift",
    "not-a-report": "CommandLineTests/RenderTests.swift",
    "no-tables": "CommandLineTests/ExitStatusTests.swift",
    "not-an-audit-log": "CommandLineTests/AuditTests.swift",
    "option-value": "CommandLineTests/ExitStatusTests.swift",
    "outer-column": "Golden/regressions/queries_in_parentheses_see_no_rows_outside.pq",
    "output-failed": "CommandLineTests/ExitStatusTests.swift",
    "period-kept": "Golden/regressions/compare_moves_every_period.pq",
    "pivot-value-missed": "PQExecutionTests/ReshapeTests.swift",
    "privacy-opened": "CommandLineTests/OpenedModelTests.swift",
    "report-setting": "CommandLineTests/RenderTests.swift",
    "reveal-form": "PQShellTests/ShellPipeTests.swift",
    "command-form": "PQShellTests/MetaCommandTests.swift",
    "no-folder": "PQShellTests/MetaCommandTests.swift",
    "no-result-yet": "PQShellTests/MetaCommandTests.swift",
    "program-failed": "PQShellTests/MetaCommandTests.swift",
    "read-depth": "PQShellTests/MetaCommandTests.swift",
    "safety-stays": "PQShellTests/MetaCommandTests.swift",
    "sample-needed": "PQShellTests/MetaCommandTests.swift",
    "script-line": "PQShellTests/MetaCommandTests.swift",
    "setting-value": "PQShellTests/ProgressTests.swift",
    "unknown-setting": "PQShellTests/MetaCommandTests.swift",
    "safe-mode": "CommandLineTests/ScriptTests.swift",
    "sample-data": "CommandLineTests/MannersTests.swift",
    "save-in-report": "CommandLineTests/RenderTests.swift",
    "statement-too-long": "PQSyntaxTests/RobustnessTests.swift",
    "line-too-long": "PQFormatsTests/ChunkTests.swift",
    "damaged-archive": "PQFormatsTests/GzipTests.swift",
    "table-replaced": "CommandLineTests/MannersTests.swift",
    "table-in-sentence": "CommandLineTests/RenderTests.swift",
    "too-many-labels": "Golden/regressions/lines_run_along_one_key.pq",
    "too-many-rows": "PQExecutionTests/ControlTests.swift",
    "total-left-out": "Golden/regressions/totals_do_not_vanish_silently.pq",
    "unclosed-fence": "PQSyntaxTests/ReportSyntaxTests.swift",
    "unknown-block-option": "PQSyntaxTests/ReportSyntaxTests.swift",
    "unknown-help-topic": "PQShellTests/ShellPipeTests.swift",
    "unknown-meta-command": "PQShellTests/ShellPipeTests.swift",
    "unknown-model-file": "PQShellTests/ShellPipeTests.swift",
    "unknown-parameter": "CommandLineTests/ExitStatusTests.swift",
    "unknown-profile": "PQSessionTests/ProfileTests.swift",
    "unknown-reveal": "CommandLineTests/RevealTests.swift",
    "unknown-schema-table": "PQShellTests/ShellPipeTests.swift",
    "unknown-topic": "CommandLineTests/ExitStatusTests.swift",
    "unreadable-file": "PQFormatsTests/TableFileTests.swift",
    "unusable-key": "CommandLineTests/PseudonymTests.swift",
    "usage": "CommandLineTests/ExitStatusTests.swift",
  ]

  private static let listed: [DiagnosticCode] =
    SyntaxDiagnostics.codes + FunctionDiagnostics.codes + FormatDiagnostics.codes
    + PlanDiagnostics.codes + ExecutionDiagnostics.codes + SessionDiagnostics.codes
    + ShellDiagnostics.codes

  /// The names of the codes that the sources define, with their files.
  private static let defined: [(name: String, file: String)] = {
    let sources = ProjectFiles.root + "/Sources"
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: sources)) ?? []
    return files.filter { $0.hasSuffix(".swift") }.sorted().flatMap { file in
      names(in: ProjectFiles.text("Sources/\(file)")).map { ($0, file) }
    }
  }()

  /// What stands between quotes directly behind `DiagnosticCode(`.
  private static func names(in text: String) -> [String] {
    let pieces = text.split(separator: "DiagnosticCode(", omittingEmptySubsequences: false)
    return pieces.dropFirst().compactMap { piece in
      let start = piece.drop { $0 == " " || $0 == "\n" }
      guard start.first == "\"" else { return nil }
      return String(start.dropFirst().prefix { $0 != "\"" })
    }
  }

  @Test func everyCodeHasAGoldenFileOrATest() {
    #expect(Self.defined.count > 100)
    for (name, file) in Self.defined {
      let golden = ProjectFiles.text("Tests/Golden/errors/\(name).pq")
      if let test = Self.testedElsewhere[name] {
        #expect(
          ProjectFiles.text("Tests/\(test)").contains(name), "\(test) does not test \(name)")
      } else {
        // The reason of a rejected row stands in a column of `rejects(TABLE)`.
        let isGiven = golden.contains("[\(name)]") || golden.contains("|\(name)|")
        #expect(isGiven, "\(file): errors/\(name).pq does not give \(name)")
      }
    }
  }

  @Test func everyGoldenFileIsNamedAfterACode() throws {
    let names = Set(Self.defined.map(\.name))
    let folder = ProjectFiles.root + "/Tests/Golden/errors"
    for file in try FileManager.default.contentsOfDirectory(atPath: folder)
    where file.hasSuffix(".pq") {
      #expect(names.contains(String(file.dropLast(3))), "errors/\(file) is named after no code")
    }
  }

  @Test func everyCodeIsDefinedOnce() {
    var files: [String: String] = [:]
    for (name, file) in Self.defined {
      #expect(files[name] == nil, "\(name) is defined in \(files[name] ?? "") and in \(file)")
      files[name] = file
    }
  }

  @Test func everyCodeIsListedForHelp() {
    let names = Set(Self.listed.map(\.name))
    for (name, file) in Self.defined where !file.hasPrefix("pq/") {
      #expect(names.contains(name), "\(file): \(name) stands in no list of codes")
    }
  }

  @Test(arguments: listed)
  func everyCodeIsExplainedInBothLanguages(code: DiagnosticCode) {
    let isPhrase = code.name.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 || $0 == 56 }
    #expect(isPhrase, "\(code.name)")
    #expect(code.explanation.english.hasSuffix("."))
    #expect(code.explanation.chinese.hasSuffix("。"), "\(code.name)")
  }
}
