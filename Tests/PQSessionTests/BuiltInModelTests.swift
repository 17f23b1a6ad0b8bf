import PQDiagnostics
import PQPetitions
import PQSession
import Testing

/// A session trusts the model that comes with it, so that it starts at once. Here it is looked at as
/// strictly as an office's own.
struct BuiltInModelTests {
  static let profiles = Prelude.profiles.map(\.name)

  @Test(arguments: profiles)
  func everyDeclarationIsSound(profile: String) throws {
    let text = try #require(Prelude.profiles.first { $0.name == profile }).text
    var options = SessionOptions()
    options.model = SourceText(
      (Prelude.files.map(\.text) + [text]).joined(separator: "\n"), name: "model.pq")
    #expect(Session(options: options).modelDiagnostics.map(\.code.name).isEmpty)
  }

  /// A mistake in it would be found: the test above is of use.
  @Test func aMistakeIsSeen() {
    var options = SessionOptions()
    options.model = SourceText(
      Prelude.files.map(\.text).joined(separator: "\n") + "\nfield cases.odd = colour + 1\n",
      name: "model.pq")
    #expect(Session(options: options).modelDiagnostics.map(\.code.name) == ["unknown-column"])
  }
}
