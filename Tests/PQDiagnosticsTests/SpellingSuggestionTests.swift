import PQDiagnostics
import Testing

struct SpellingSuggestionTests {
  @Test(arguments: [
    ("onlin", ["online", "letter"], ["online"]),
    ("statsu", ["status", "state"], ["status"]),
    ("渠到", ["渠道", "乡镇"], ["渠道"]),
    ("zzzz", ["online"], []),
  ])
  func nearestNamesComeFirst(name: String, candidates: [String], expected: [String]) {
    #expect(SpellingSuggestion.nearest(to: name, among: candidates) == expected)
  }
}
