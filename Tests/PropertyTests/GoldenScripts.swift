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

  /// Those in English: a folder `both_languages` holds scripts that mix the two.
  static let golden = all.filter {
    $0.name.hasPrefix("Tests/Golden/") && !$0.name.contains("/both_languages/")
  }

  static let all: [Script] = ["Tests/Golden", "examples", "Sources/PQPetitions/Prelude"].flatMap {
    folder in
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return names.filter { $0.hasSuffix(".pq") }.sorted().map { name in
      let path = "\(root)/\(folder)/\(name)"
      let data = FileManager.default.contents(atPath: path) ?? Data()
      return Script(name: "\(folder)/\(name)", text: String(decoding: data, as: UTF8.self))
    }
  }
}
