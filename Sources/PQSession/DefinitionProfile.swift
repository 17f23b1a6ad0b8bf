import PQDiagnostics
import PQPetitions
import PQPlan

/// A set of definitions that replaces some of the model's: how one report or law counts.
struct DefinitionProfile {
  /// What it is called in the headers of reports.
  let name: String
  let source: SourceText
  var isBuiltIn = false

  /// The names of the built-in ones; the first is used when none is asked for.
  static var names: [String] { Prelude.profiles.map(\.name) }

  static func isPath(_ name: String) -> Bool { name.hasSuffix(".pq") || name.contains("/") }

  /// Returns the built-in profile with a name, or the one in a file: a name that ends in `.pq`, or
  /// has a slash in it, is a path.
  static func named(_ name: String) throws(QueryError) -> DefinitionProfile {
    if let known = Prelude.profiles.first(where: { $0.name == name }) {
      return DefinitionProfile(
        name: name, source: SourceText(known.text, name: "\(name).pq"), isBuiltIn: true)
    }
    guard isPath(name) else { throw QueryError(.unknownProfile(name, known: names)) }
    return DefinitionProfile(name: name, source: try ScriptReader.read(name))
  }
}

extension Session {
  /// The names of the built-in profiles.
  public static var profileNames: [String] { DefinitionProfile.names }

  /// Whether a name is a built-in profile's, or can be the path of a file.
  public static func isProfile(_ name: String) -> Bool {
    profileNames.contains(name) || DefinitionProfile.isPath(name)
  }

  /// Counts by another profile from here on: its name, or the path of a file.
  ///
  /// What the profile before it had replaced is as the model says again. Everything else stays:
  /// tables, `today`, parameters, and what was declared since, but for what the new one replaces.
  /// Returns what is wrong, in which case nothing has changed.
  public func useProfile(_ name: String) -> [Diagnostic] {
    if options.isSafe, !Self.profileNames.contains(name) { return [.readingIsOff(name)] }
    return adoptProfile(DefinitionProfile.isPath(name) ? resolved(name) : name)
  }

  /// Does so for a name that whoever starts the session has given.
  func adoptProfile(_ name: String) -> [Diagnostic] {
    do throws(QueryError) {
      let next = try DefinitionProfile.named(name)
      let before = catalog
      if let profile { catalog.withdraw(profile.source, for: modelCatalog) }
      let found = next.isBuiltIn ? readBuiltIn([next.source]) : readModel([next.source])
      if found.contains(where: { $0.severity == .error }) {
        catalog = before
      } else {
        profile = next
        engine.audit.use(profile: next.name)
      }
      return found
    } catch {
      return [error.diagnostic]
    }
  }

  /// The texts of the model in force, in the order in which they were read.
  package var modelTexts: [SourceText] { modelSources + (profile.map { [$0.source] } ?? []) }
}
