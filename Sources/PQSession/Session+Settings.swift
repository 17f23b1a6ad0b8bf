import Glibc
import PQColumnar
import PQDiagnostics
import PQExecution
import PQFormats
import PQPlan

extension Session {
  /// Whether nothing may be written and nothing read but what was opened.
  package var isSafe: Bool { options.isSafe }

  /// Makes the session safe from here on; nothing makes it unsafe again.
  package func makeSafe() {
    change { $0.isSafe = true }
    engine.closeKey()
  }

  /// Speaks another language from here on.
  package func speak(_ language: Language) {
    change { $0.language = language }
    catalog.forgetBoundFields()
  }

  /// What `today` is pinned to, in days since 1970-01-01; `nil` if it is the computer's date.
  package var pinnedToday: Int64? { options.today }

  /// What `today` means now, in days since 1970-01-01.
  package var today: Int64 { engine.today }

  /// Pins `today` to a day, or lets it be the computer's date again.
  package func pinToday(_ day: Int64?) {
    change { $0.today = day }
    engine.today = day ?? LocalDate.today()
    forgetComputed()
  }

  /// The `param`s that count now, each with its value as written.
  package var parameterValues: [(name: String, value: String)] { catalog.parameterValues }

  /// Sets a `param`, also one that only a later text will declare; returns what is wrong.
  ///
  /// What was built on the `param` counts with the new value from here on.
  package func setParameter(_ name: String, to text: String) -> [Diagnostic] {
    let known = catalog.parameterNames
    let nearest = known.contains(name) ? [] : SpellingSuggestion.nearest(to: name, among: known)
    if !nearest.isEmpty { return [.unknownParameter(name, nearest: nearest)] }
    var binder = Binder(catalog: catalog, environment: engine.environment(evaluate: engine.run))
    let found = binder.setParameter(name, to: text)
    if found.contains(where: { $0.severity == .error }) { return found }
    catalog = binder.catalog
    change { $0.parameters[name] = text }
    forgetComputed()
    return found
  }

  /// The folder against which relative file names of typed lines are read.
  package var folder: String { options.folder }

  /// Reads relative file names against another folder from here on; returns why not.
  package func changeFolder(_ path: String) -> [Diagnostic] {
    if options.isSafe { return [.readingIsOff(path)] }
    let resolved = FilePath.resolve(FilePath.expanded(path), in: options.folder)
    guard FilePath.isFolder(resolved), access(resolved, X_OK) == 0 else {
      return [.noFolder(path)]
    }
    change { $0.folder = resolved }
    return []
  }

  /// Returns a path as the program opens it: relative to the session's folder.
  package func resolved(_ path: String) -> String {
    FilePath.resolve(FilePath.expanded(path), in: options.folder)
  }

  /// Makes tables of data that a typed line names, whose paths are relative to the session's folder.
  package func openTyped(_ data: [String]) -> [Diagnostic] {
    if options.isSafe { return data.prefix(1).map { .readingIsOff($0) } }
    return open(data.map { DataOpening.resolved($0, in: options.folder) })
  }

  private func change(_ body: (inout SessionOptions) -> Void) {
    body(&options)
    engine.options = options
  }

  /// Forgets what was computed with a value that is now another.
  private func forgetComputed() {
    catalog.forgetBoundFields()
    engine.fields.forgetAll()
  }
}
