import PQColumnar
import PQDiagnostics
import PQDigest
import PQFormats
import PQFunctions
import PQPlan
import PQSyntax

/// A script's text with its tree.
struct ParsedScript {
  let syntax: ScriptSyntax
  let diagnostics: [Diagnostic]

  /// Statements of a text that is more than a script.
  init(_ statements: [StatementSyntax], of source: SourceText) {
    syntax = ScriptSyntax(source: source, statements: statements)
    diagnostics = []
  }

  init(_ source: SourceText) {
    (syntax, diagnostics) = Parser.parse(source)
  }

  var source: SourceText { syntax.source }
}

/// A file that was read, and the digest of its bytes.
package struct FileRecord: Hashable, Sendable {
  package let path: String
  package let digest: Digest
  /// Whether it holds rows; otherwise it is a script.
  package let isData: Bool

  init(_ path: String, _ digest: Digest, isData: Bool) {
    self.path = path
    self.digest = digest
    self.isData = isData
  }
}

/// The files that one run reads, each once: what was checked is what runs.
final class RunFiles {
  private let options: SessionOptions
  private let progress: WorkProgress
  private let isCancelled: @Sendable () -> Bool
  private var calendars: [String: WorkdayCalendar] = [:]
  private var scripts: [String: ParsedScript] = [:]
  private var tables: [ImportKey: LoadedFile] = [:]
  private(set) var filesRead: [FileRecord] = []

  private struct ImportKey: Hashable {
    let path: String
    let declared: DeclaredFile
    let columns: [Field]
    let settings: [String]
  }

  init(
    options: SessionOptions, progress: WorkProgress, isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.options = options
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// Returns the folder against which a text's relative file names are read.
  func folder(of source: SourceText) -> String {
    source.name.map(FilePath.folder(of:)) ?? options.folder
  }

  /// Returns an included script, with the path that tells whether it was included before.
  func script(
    _ path: String, from location: SourceLocation
  ) throws(QueryError) -> (script: ParsedScript, identity: String) {
    if options.isSafe { throw QueryError(.readingIsOff(path)).located(location) }
    let resolved = FilePath.resolve(path, from: location.source, options: options)
    let identity = FilePath.identity(resolved)
    if let known = scripts[identity] { return (known, identity) }
    let source: SourceText
    do {
      source = try ScriptReader.read(resolved)
    } catch {
      throw error.located(location)
    }
    let script = ParsedScript(source)
    scripts[identity] = script
    record(resolved, Array(source.string.utf8))
    return (script, identity)
  }

  private func record(_ path: String, _ bytes: [UInt8]) {
    guard options.recordsFiles else { return }
    filesRead.append(FileRecord(path, SHA256.digest(of: bytes), isData: false))
  }

  /// Returns the calendar in a file that a `holidays` statement names.
  func calendar(
    _ path: String, from location: SourceLocation
  ) throws(QueryError) -> WorkdayCalendar {
    if options.isSafe { throw QueryError(.readingIsOff(path)).located(location) }
    let resolved = FilePath.resolve(path, from: location.source, options: options)
    if let known = calendars[resolved] { return known }
    do throws(QueryError) {
      let bytes = try FileReader.bytes(resolved)
      let text = try TextDecoding.decode(bytes, file: resolved)
      let calendar = try WorkdayCalendar(csv: String(decoding: text.bytes, as: UTF8.self))
      calendars[resolved] = calendar
      record(resolved, bytes)
      return calendar
    } catch {
      throw error.located(location)
    }
  }

  /// Returns the rows of an imported file; `declared` is what a `table` statement says of it.
  func table(
    _ file: BoundImport, path: String, name: LocalizedText, declared: DeclaredFile
  ) throws(QueryError) -> LoadedFile {
    if options.isSafe { throw QueryError(.readingIsOff(path)).located(file.location) }
    let resolved = FilePath.resolve(path, from: file.location.source, options: options)
    let key = ImportKey(
      path: FilePath.identity(resolved), declared: declared, columns: file.columns,
      settings: file.settings.map { "\($0.name)=\($0.value)" } + [name.english])
    if let known = tables[key] { return known }
    var loader = TableLoader(options: options, progress: progress, isCancelled: isCancelled)
    for setting in file.settings {
      try loader.apply(setting.name, setting.value, at: setting.location)
    }
    let loaded: LoadedFile
    do {
      loaded = try loader.load(
        resolved, name: name, declared: declared, typed: file.columns)
    } catch {
      throw error.located(file.location)
    }
    tables[key] = loaded
    if let digest = loaded.digest { filesRead.append(FileRecord(resolved, digest, isData: true)) }
    return loaded
  }
}

extension QueryError {
  func located(_ location: SourceLocation) -> QueryError {
    located(at: location.range, in: location.source)
  }
}
