import PQColumnar
import PQDiagnostics
import PQExecution
import PQFormats
import PQSyntax

extension Session {
  /// Runs the script in a file: a path relative to the session's folder.
  package func script(at path: String) throws(QueryError) -> SourceText {
    if options.isSafe { throw QueryError(.readingIsOff(path)) }
    return try ScriptReader.read(resolved(path))
  }

  /// Returns the statements that made the current names as a script in the canonical layout; `folder`
  /// is where the script will stand.
  package func savedScript(in folder: String) -> String {
    let texts = statements.needed.map { $0.text(in: folder) }
    let script = texts.joined(separator: "\n") + (texts.isEmpty ? "" : "\n")
    return "# \(commandLine)\n\n"
      + Formatter.format(SourceText(script), names: nameTranslation)
  }

  /// Writes that script to a file, whole or not at all; returns how many statements it has.
  package func saveScript(_ path: String) throws(QueryError) -> Int {
    let resolved = try saving.writablePath(FilePath.expanded(path))
    let text = savedScript(in: FilePath.folder(of: resolved))
    let file = try AtomicFile(resolved)
    try file.write(Array(text.utf8))
    try file.commit()
    return statements.needed.count
  }

  /// Opens a file that takes results from here on.
  package func openResultFile(
    _ path: String, as format: OutputFormat?
  ) throws(QueryError) -> ResultFile {
    let resolved = try saving.writablePath(FilePath.expanded(path))
    guard let format = OutputFormat(path: resolved) ?? format else {
      throw QueryError(.formatNotNamed(path: path))
    }
    return ResultFile(
      try AtomicFile(resolved), path: path, format: format, isForExcel: options.writesForExcel)
  }

  /// Says which file results go to, for the audit log; `nil` is the screen.
  package func send(to file: ResultFile?) {
    engine.audit.send(to: file.map { resolved($0.path) })
  }

  private var saving: FileSaving {
    FileSaving(
      options: options, cancellation: cancellation.flag, audit: engine.audit,
      progress: counters.progress)
  }

  /// How a program is started whose session this is.
  private var commandLine: String {
    var parts = ["pq"] + openedNames
    if let today = options.today { parts += ["--today", CivilDate(days: today).text] }
    if let profile, profile.name != Self.profileNames.first {
      parts += ["--profile", profile.name]
    }
    for (name, value) in options.parameters.sorted(by: { $0.key < $1.key }) {
      parts += ["--param", "\(name)=\(value)"]
    }
    return parts.map { part in
      part.contains { " '\"\n$*?".contains($0) }
        ? "'" + part.replacing("'", with: "'\\''").replacing("\n", with: " ") + "'" : part
    }.joined(separator: " ")
  }
}
