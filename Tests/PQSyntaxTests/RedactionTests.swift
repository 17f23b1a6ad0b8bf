import Testing

@testable import PQSyntax

struct RedactionTests {
  private static let known: Set<String> = [
    "people", "name", "born", "channel", "online", "letter", "姓名", "人", "count", "lower",
  ]

  @Test(arguments: [
    ("people where name = Ann", "people where name = …"),
    (
      "people where name = \"Ann\" and born < 1990 | take 5",
      "people where name = \"…\" and born < … | take 5"
    ),
    (
      "people where channel = online and born in 1990-01..1990-03",
      "people where channel = online and born in …..…"
    ),
    (
      "people where name in (Ann, Bob, online) # Ann and Bob",
      "people where name in (…, …, online)"
    ),
    (
      "people\n  # only Ann\n  | top 3 by born per name\n  | skip 2",
      "people | top 3 by born per name | skip 2"
    ),
    ("人 其中 姓名 = 王小明 | 取 5", "人 其中 姓名 = … | 取 5"),
    (
      "people where name ~ \"^An\" or lower(name) starts with 'b'",
      "people where name ~ \"…\" or lower(name) starts with \"…\""
    ),
    (
      "let adults = people where born < today - 6570d",
      "let adults = people where born < today - …"
    ),
    (
      "people | derive age = born / 7, tag = \"x\" | where tag = Ann",
      "people | derive age = born / …, tag = \"…\" | where tag = …"
    ),
    ("people | save \"out.csv\"", "people | save \"out.csv\""),
    (
      "print \"Ann: {people where name = 'Ann' | count} of 3\"",
      "print \"…{people where name = \"…\" | count}…\""
    ),
    ("import \"people.csv\" as people", "import \"people.csv\" as people"),
    ("people where name = `Ann`", "people where name = …"),
    ("people | sample 5 seed 7 | protect 5", "people | sample 5 seed 7 | protect 5"),
    ("match", "match"), ("", ""),
  ])
  func valuesGoAndStructureStays(statement: String, expected: String) {
    #expect(Redaction.text(of: statement) { Self.known.contains($0) } == expected)
  }
}
