import PQColumnar
import PQDiagnostics
import PQPlan
import Testing

@testable import PQAssist

/// Colors by tokens and names.
@Suite struct HighlighterTests {
  private static let names: KnownNames = {
    var catalog = Catalog()
    let kinds = EnumType(codes: [EnumCode("apple", zh: "苹果"), EnumCode("pear", zh: "梨")])
    let fields = [
      Field("variety", zh: "品种", type: .enumeration(kinds)), Field("weight", type: .integer),
      Field("picked", zh: "采摘日期", type: .date), Field("count", type: .integer),
    ]
    let columns = fields.map { Column(values: [], type: $0.type) }
    catalog.addTable(
      Table(
        name: "harvests", schema: Schema(fields), blocks: [Batch(columns: columns, rowCount: 0)]),
      named: "harvests")
    return KnownNames(catalog)
  }()

  /// Returns `word:kind` for each piece that is set off.
  private func pieces(_ text: String, names: KnownNames? = names) -> [String] {
    let source = SourceText(text)
    return Highlighter.highlights(in: text, names: names).map {
      "\(source.text(in: $0.range)):\($0.kind.rawValue)"
    }
  }

  @Test(arguments: [
    (
      "rows(weight, numerator, 2020) | summarise count with parts",
      "rows:function (:bracket weight:column numerator:keyword 2020:number ):bracket |:keyword "
        + "summarise:keyword count:column with:keyword parts:keyword"
    ),
    (
      "harvests where variety=apple | count",
      "harvests:table where:keyword variety:column apple:code |:keyword count:keyword"
    ),
    (
      "harvests 其中 品种=苹果 | 计数 按 品种",
      "harvests:table 其中:keyword 品种:column 苹果:code |:keyword 计数:keyword 按:keyword 品种:column"
    ),
    (
      "harvests | top 5 by count # best",
      "harvests:table |:keyword top:keyword 5:number by:keyword count:column # best:comment"
    ),
    (
      "harvests where picked in last 7 days or picked = 2020-08",
      "harvests:table where:keyword picked:column in:keyword last:period 7:number days:period "
        + "or:keyword picked:column 2020-08:period"
    ),
    (
      "harvests | summarise mean(weight), n = sum(weight) by variety with total ",
      "harvests:table |:keyword summarise:keyword mean:function (:bracket weight:column ):bracket "
        + "n:column sum:function (:bracket weight:column ):bracket by:keyword variety:column "
        + "with:keyword total:keyword"
    ),
    (
      "harvests | derive heavy = weight > 10 | where heavy | sort mean_weight desc ",
      "harvests:table |:keyword derive:keyword heavy:column weight:column 10:number |:keyword "
        + "where:keyword heavy:column |:keyword sort:keyword mean_weight:column desc:keyword"
    ),
    (
      "let big = harvests where weight > 100",
      "let:keyword big:column harvests:table where:keyword weight:column 100:number"
    ),
    ("harvests where wieght > 1 ", "harvests:table where:keyword wieght:unknown 1:number"),
    (
      "harvests where variety in (apple, quince) ",
      "harvests:table where:keyword variety:column "
        + "in:keyword (:bracket apple:code ):bracket"
    ),
    (
      "harvests where `weight` is missing",
      "harvests:table where:keyword `weight`:column "
        + "is:keyword missing:keyword"
    ),
    ("print \"{1}\" )", "print:keyword \"{1}\":string ):mistake"),
    ("$", "$:mistake"),
    ("", ""),
  ])
  func piecesAreWhatTheyAre(text: String, expected: String) {
    #expect(pieces(text).joined(separator: " ") == expected)
  }

  @Test func wordBeingTypedIsNotYetUnknown() {
    #expect(pieces("harvests where wei") == ["harvests:table", "where:keyword"])
  }

  @Test func withoutACatalogNamesArePlain() {
    #expect(pieces("anything where weight > 1 ", names: nil) == ["where:keyword", "1:number"])
  }

  @Test func everyPrefixOfATextIsColored() {
    let text =
      "harvests where variety in (\"apple\", 梨) and weight > 1.5 | count by month(picked) \u{0}`"
    for end in text.indices {
      let highlights = Highlighter.highlights(in: String(text[..<end]), names: Self.names)
      for (first, second) in zip(highlights, highlights.dropFirst()) {
        #expect(first.range.end <= second.range.start)
      }
    }
  }

  @Test func everyStageHasHelpInBothLanguages() {
    for name in StageHelp.names {
      #expect(StageHelp.named(name) != nil)
    }
    #expect(StageHelp.named("compare") != nil)
    #expect(StageHelp.named("counting") == nil)
  }
}
