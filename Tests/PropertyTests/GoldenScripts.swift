import FoundationEssentials
import Testing

/// Every `.pq` text of the project, as raw material: golden scripts, what they include, examples.
enum GoldenScripts {
  struct Script: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var testDescription: String { name }
  }

  static let root: String = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  static let golden = all.filter { $0.name.hasPrefix("Tests/Golden/") }

  private static let folders = [
    "Tests/Golden", "Tests/BothLanguages", "examples", "Sources/PQPetitions/Prelude",
  ]

  static let all: [Script] = folders.flatMap { folder in
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return names.filter { $0.hasSuffix(".pq") }.sorted().map { name in
      let path = "\(root)/\(folder)/\(name)"
      let data = FileManager.default.contents(atPath: path) ?? Data()
      return Script(name: "\(folder)/\(name)", text: String(decoding: data, as: UTF8.self))
    }
  }
}
