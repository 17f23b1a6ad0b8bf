import PQColumnar
import PQDiagnostics
import PQPlan
import PQSyntax

/// A script's text with its tree.
struct ParsedScript {
  let syntax: ScriptSyntax
  let diagnostics: [Diagnostic]

  init(_ source: SourceText) {
    (syntax, diagnostics) = Parser.parse(source)
  }

  var source: SourceText { syntax.source }
}

/// The files that one run reads, each once: what was checked is what runs.
final class RunFiles {
  private let options: SessionOptions
  private let isCancelled: @Sendable () -> Bool
  private var scripts: [String: ParsedScript] = [:]
  private var tables: [ImportKey: LoadedFile] = [:]

  private struct ImportKey: Hashable {
    let path: String
    let columns: [Field]
    let settings: [String]
  }

  init(options: SessionOptions, isCancelled: @escaping @Sendable () -> Bool) {
    self.options = options
    self.isCancelled = isCancelled
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
    return (script, identity)
  }

  /// Returns the rows of an imported file; `declared` are the columns of a `table` statement.
  func table(
    _ file: BoundImport, path: String, name: LocalizedText, declared: [Field]
  ) throws(QueryError) -> LoadedFile {
    if options.isSafe { throw QueryError(.readingIsOff(path)).located(file.location) }
    let resolved = FilePath.resolve(path, from: file.location.source, options: options)
    let key = ImportKey(
      path: FilePath.identity(resolved), columns: declared + file.columns,
      settings: file.settings.map { "\($0.name)=\($0.value)" } + [name.english])
    if let known = tables[key] { return known }
    var loader = TableLoader(options: options, isCancelled: isCancelled)
    for setting in file.settings {
      try loader.apply(setting.name, setting.value, at: setting.location)
    }
    let loaded: LoadedFile
    do {
      loaded = try loader.load(resolved, name: name, columns: declared, typed: file.columns)
    } catch {
      throw error.located(file.location)
    }
    tables[key] = loaded
    return loaded
  }
}

extension QueryError {
  func located(_ location: SourceLocation) -> QueryError {
    located(at: location.range, in: location.source)
  }
}
