import PQDiagnostics
import Testing

/// No private cell, and no cell of a secret row, comes out in any format, by any query, in any
/// message, in any file: every such cell of these tables holds a marker that stands nowhere else.
struct PrivateCellsTests {
  private func markers(in text: String) -> [String] {
    PrivateRegister.markers.filter { text.contains($0) }
  }

  private func check(_ scripts: [String], _ language: Language) {
    let register = PrivateRegister(language)
    for script in scripts {
      let shown = register.shown(script)
      #expect(markers(in: shown).isEmpty, "\(script)\n\(shown)")
      #expect(!shown.isEmpty || script.contains("let "), "\(script)")
    }
  }

  /// What the tests below could not tell from a register without anything to hide.
  @Test func theMarkersAreSeenWhereNothingIsHidden() {
    let register = PrivateRegister(.english, unguarded: true)
    let all = "orders where hidden | select lot, about\norders | select note\npeople"
    #expect(markers(in: register.shown(all)) == PrivateRegister.markers)
    #expect(!markers(in: register.introduction).isEmpty)
    #expect(!markers(in: register.explained("heavy of 2020 by lot")).isEmpty)
    #expect(!markers(in: register.rendered("{people | take 1 | select name}")).isEmpty)
    #expect(!markers(in: register.shown("assert (people | summarise max(phone)) = \"x\"")).isEmpty)
    _ = register.shown("people | save \"p.csv\"")
    #expect(!markers(in: register.saved["p.csv"] ?? "").isEmpty)
  }

  @Test(arguments: Language.allCases)
  func tablesStagesAndMessagesShowNone(language: Language) {
    check(
      [
        "people", "orders", "visits", "orders | select id, about, note", "people | describe",
        "orders | describe", "orders | sort weight desc | take 4 | chart bar id, weight",
        "people | chart bar name, score", "orders | chart heat lot, kind, weight",
        "people | chart line born, score", "people | chart bar tag, score",
        "orders | count by id | pivot id", "people | count by name | pivot name",
        "orders | summarise sum(weight) by kind, about | pivot about",
        "orders | unpivot about, note",
        "people | select score, r = score / 3, s = score * 1.0", "it",
        "orders | summarise count by about | compare to last year",
        "orders | summarise heavy by month(sold) | compare to last year",
        "rows(heavy, numerator)", "rows(heavy, denominator, 2020) | select lot",
        "rows(heavy, numerator, 2020-08) | count by lot", "lint(orders)", "lint(people)",
        "lint(visits)", "rejects(orders)", "rejects(orders) | select text",
        "rejects(orders) | count by text", "people | select pseudonym(name)",
        "people | count by pseudonym(phone)", "people | select hash(name), hash(card)",
        "orders | select pseudonym(lot)", "orders where hidden | summarise list(pseudonym(id))",
        "orders where hidden | select hash(id)", "orders | summarise heavy by lot with parts",
        "orders | count by lot with total", "orders | count by lot, kind | pivot kind with total",
        "people | derive m = moving(max(name), 2) | select m",
        "people | derive m = cumulative(first(phone)) | select m",
        "people | derive n = rank(score) | select n, name", "(people | take 1 | select name)",
        "(people | summarise max(phone))", "print \"{people | select name}\"",
        "print \"{(people | summarise max(score))}\"", "print \"{(people | summarise list(tag))}\"",
        "let n = (people | summarise max(name))\nprint \"{n}\"",
        "let n = (people | summarise max(name))\npeople where name = n | select x = n, id",
      ], language)
  }

  @Test(arguments: Language.allCases)
  func valuesMadeFromPrivateCellsShowNone(language: Language) {
    let values = [
      "name", "card", "phone", "upper(name)", "length(name)", "substring(name, 2, 2)", "tag",
      "concat(name, phone)", "hash(name)", "score", "score + 1", "text(score)", "int(phone)",
      "date(card)", "decimal(phone)", "name ?? phone", "if score > 1 then name else card",
      "lag(name)", "lead(card)", "extract(phone, \"[0-9]+\")", "name ~ phone", "name ~ \"[\"",
      "replace(name, \"王\", \"\")", "extract(card, \"[\")", "split(name, \"Q\", 2)",
      "cumulative(max(score))", "name = \"x\"", "first(orders.about)", "list(orders.note)",
      "score / 0", "date(name)", "datetime(phone)", "duration(card)", "int(tag)", "bool(address)",
      "score * 9999999999999999999", "year(born)", "born + 1 day", "date(phone)",
    ]
    var scripts = values.flatMap { value in
      [
        "people | select x = \(value)", "people | derive x = \(value) | sort x | select id, x",
        "people | count by x = \(value)",
        "people | derive x = \(value) | summarise max(x), list(x)",
        "print \"{people | take 1 | select x = \(value)}\"",
        "assert (people | take 1 | select x = \(value)) = \"no\"",
      ]
    }
    for name in ["first", "last", "min", "max", "list", "sum", "mean", "distinct", "median"] {
      scripts += [
        "people | summarise \(name)(name)", "people | summarise \(name)(score) by phone",
        "orders | summarise \(name)(id)", "orders where hidden | summarise \(name)(lot), count",
      ]
    }
    check(scripts, language)
  }

  @Test(arguments: Language.allCases)
  func secretRowsStayHidden(language: Language) {
    check(PrivateCellsTests.secretScripts, language)
  }

  private static let secretScripts = [
    "orders where hidden", "orders | count by id", "orders | count by lot", "orders | distinct lot",
    "orders | take 1 per lot", "orders | top 1 by weight", "orders | sample 5", "orders | skip 1",
    "orders | derive p = lag(id) | select p", "orders | derive p = lag(id) | count by p",
    "orders | derive p = lead(lot) | summarise list(p)", "orders | count by previous",
    "orders | summarise list(previous)", "visits", "visits | select order.lot",
    "visits | count by lot", "visits | count by order.id", "visits | summarise list(order.lot)",
    "visits | join orders on order = orders.id", "people | join orders on id = orders.person",
    "people | join left orders on id = orders.person | select orders_id",
    "people | select first(orders.lot)", "people | select list(orders.id)",
    "people | select max(orders.lot where hidden)",
    "orders | append orders", "orders | append (orders where hidden)", "orders | unpivot id, lot",
    "orders | select id, weight | pivot id", "orders | count by id, kind | pivot id",
    "orders | count by id with total", "orders | summarise count by lot, about with total",
    "(orders where hidden | take 1 | select lot)", "(orders | summarise max(lot))",
    "print \"{orders | select id}\"", "print \"{(orders where hidden | summarise max(id))}\"",
    "assert (orders where hidden | summarise list(lot)) = \"x\"",
    "assert (people | summarise max(phone)) = \"x\"",
    "assert (people | summarise max(score)) < 3",
    "let h = orders where hidden\nh | select lot\nit", "orders | select id\nit | count by id",
    "orders where int(lot) > 1", "orders | derive x = date(lot)", "orders | derive x = int(id)",
    "orders where lot = SEKRE", "orders where lot = \"L\"", "people where name = \"王Q明\"",
    "orders where id = SEKRE3", "visits where order.lot = SEKREL",
    "orders | select id, lot, weight | join orders on lot = orders.lot | select orders_id",
    "orders | summarise count, list(lot) by month(today)",
    "orders | save \"x.csv\"\nprint \"done\"",
    "orders | select id, person, about", "orders | select about, person.name",
    "orders | count by kind | compare to last year", "orders | count by lot | protect 2",
    "people | join semi orders on id = orders.person | select name",
    "orders | derive n = rank(weight) | select n, lot",
    "orders | derive c = cumulative(max(lot)) | select c",
    "orders | derive c = moving(last(id), 2) | count by c",
    "orders where id in (orders where hidden | select id) | select lot",
    "orders where lot ~ \"[\"", "orders where hidden | select x = concat(id, lot)",
    "orders | summarise list(lot) by kind", "orders | top 1 by weight per kind",
  ]

  @Test(arguments: Language.allCases)
  func savedFilesAndTheirNamesShowNone(language: Language) {
    let register = PrivateRegister(language)
    let endings = ["csv", "tsv", "json", "jsonl", "md", "html", "txt", "list"]
    for source in ["orders", "people"] {
      for ending in endings { _ = register.shown("\(source) | save \"\(source)-out.\(ending)\"") }
    }
    _ = register.shown("people | chart bar name, score | save \"people.svg\"")
    _ = register.shown("people | save \"{(people | summarise max(name))}.csv\"")
    _ = register.shown("people | save \"{(orders | summarise max(lot))}.csv\"")
    _ = register.shown("orders | derive x = lot | save \"middle.csv\" | count by x")
    let saved = register.saved
    #expect(saved.count >= 18)
    for (name, text) in saved { #expect(markers(in: name + text).isEmpty, "\(name)\n\(text)") }
  }

  @Test(arguments: Language.allCases)
  func explanationsChecksAndOpeningShowNone(language: Language) {
    let register = PrivateRegister(language)
    let subjects = [
      "heavy", "heavy of 2020", "heavy of 2020-08 by place", "heavy of 2020 by lot",
      "heavy of 2020 by id", "heavy of 2020 by person", "heavy of 2020 by about",
      "heavy of 2020 by person.name", "heavy of 2020 by note", "orders where lot = SEKRE",
      "orders | count by lot", "people where name = \"x\" | sort phone",
    ]
    for subject in subjects {
      let text = register.explained(subject)
      #expect(!text.isEmpty && markers(in: text).isEmpty, "\(subject)\n\(text)")
    }
    #expect(markers(in: register.linted()).isEmpty)
    // A word that is no code may be a name if only three rows have it.
    #expect(register.introduction.contains("rows-rejected"))
    #expect(!register.introduction.contains("quince"))
    #expect(markers(in: register.introduction).isEmpty, "\(register.introduction)")
  }

  @Test(arguments: Language.allCases)
  func reportsShowNone(language: Language) {
    let register = PrivateRegister(language)
    let queries = [
      "people", "orders", "people | take 1 | select name", "(people | summarise max(phone))",
      "orders where hidden | select lot", "orders | summarise max(lot)", "lint(people)",
      "rejects(orders)", "people | chart bar name, score", "orders | chart bar lot, weight",
      "people | select int(phone)", "assert (people | summarise max(card)) = \"x\"",
    ]
    for query in queries {
      let shown =
        register.rendered("# A\n\nOne {\(query)}.\n\n```pq\n\(query)\n```\n")
        + register.rendered("```pq\n\(query)\n```\n")
      #expect(!shown.isEmpty && markers(in: shown).isEmpty, "\(query)\n\(shown)")
    }
  }
}
