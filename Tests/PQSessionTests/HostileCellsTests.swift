import PQDiagnostics
import PQFormats
import PQSession
import PQSyntax
import Testing

/// Cells that would move the cursor, ring, turn the text round, or run in a spreadsheet.
struct HostileCellsTests {
  private static let hostile = [
    "\u{1B}[31mred", "\u{1B}]0;title\u{7}", "a\u{8}b", "bell\u{7}", "one\rtwo", "\u{9B}2Jclear",
    "\u{85}next", "\u{7F}x", "\u{202E}desrever", "\u{2066}in\u{2069}", "\u{200F}mark", "\u{61C}m",
    "=1+1", "+1", "-1", "@x", "＝1+1",
  ]
  private static let model = """
    table fruit key name {
      name   text
      kind   enum { plum, fig }
      weight int
      note   text? private as notes
    }
    check fruit.odd = length(name) > 1 because "a test"
    """

  private let folder: TestFolder
  private let session: Session
  private let opened: [Diagnostic]

  init() {
    let rows = Self.hostile.enumerated().map { row, cell in "\"\(cell)\",plum,\(row),\"\(cell)\"\n"
    }
    folder = TestFolder([
      "fruit.csv": "name,kind,weight,note\n" + rows.joined()
        + "x,\u{1B}[2Jfag,1,\ny,fig,\u{9B}1m,\n",
      "odd.csv": "name,\u{1B}[1mloud,\u{202E}side\nx,1,2\n",
    ])
    var options = SessionOptions()
    options.today = 18_627
    options.folder = folder.path
    options.writesForExcel = true
    options.model = SourceText(Self.model, name: "model.pq")
    session = Session(options: options)
    opened = session.open(folder.path)
  }

  /// The control characters in a text that a terminal would obey.
  private func obeyed(in text: String) -> [String] {
    text.unicodeScalars.filter { $0 != "\n" && $0 != "\t" && DisplayWidth.isControl($0) }
      .map { $0.escaped(asASCII: true) }
  }

  private func check(_ text: String, _ what: String) {
    #expect(obeyed(in: text).isEmpty, "\(what): \(obeyed(in: text))")
  }

  @Test func theTerminalObeysNoCell() {
    let scripts = [
      "fruit", "odd", "fruit | select name", "fruit | chart bar name, weight",
      "fruit | chart heat name, kind, weight", "fruit | count by name | pivot name",
      "fruit | describe", "odd | describe", "fruit | unpivot name, note", "rejects(fruit)",
      "print \"{fruit | select name}\"", "let n = (fruit | summarise list(name))\nprint \"{n}\"",
      "print \"{(fruit where weight = 0 | select name)}\"", "(fruit | summarise max(name))",
      "fruit where name = re", "fruit where name = \"bel\"", "fruit | select int(name)",
      "fruit | select date(name)", "fruit where name ~ \"[\"", "odd | select loud",
      "odd | select x",
      "fruit | select name, bad = extract(name, \"[\")", "fruit | select kind = \u{1B}",
      "assert (fruit where weight = 0 | select name) = \"x\"", "lint(fruit)",
      "assert (fruit | summarise list(name)) = \"x\"", "fruit | summarise list(name) by kind",
      "import \"\u{1B}[1m.csv\" as f",
      "fruit | save \"/nowhere/{(fruit | summarise max(name))}.csv\"",
    ]
    for script in scripts {
      for output in session.run(script).outputs {
        guard case .result(let result) = output else {
          check(OutputText.everyFormat(of: output, .english), script)
          continue
        }
        for format in OutputText.formats(of: result) {
          check(
            OutputText.text(of: result, as: format, .english, width: 80), "\(script) as \(format)")
        }
      }
    }
    for diagnostic in opened {
      check(OutputText.everyFormat(of: .diagnostic(diagnostic), .english), "opening")
    }
    check(session.explanation(of: "fruit where name = \"bel\" | sort name").text ?? "", "explain")
    #expect(opened.contains { $0.code.name == "rows-rejected" })
  }

  /// A file gets the bytes of its cells.
  @Test func dataKeepsItsCharacters() throws {
    let result = try #require(session.run("fruit | select name").results.first)
    let text = OutputText.text(of: result, as: .csv, .english)
    for cell in Self.hostile {
      #expect(text.utf8.firstRange(of: cell.utf8) != nil, "\(cell.debugDescription)")
    }
    #expect(!obeyed(in: text).isEmpty)
  }

  @Test func aReportObeysNoCell() throws {
    let value = "(fruit where weight = 4 | summarise max(name))"
    for query in ["fruit", "fruit | chart bar name, weight", "print \"{\(value)}\""] {
      let text = "One {\(value)}.\n\n```pq\n\(query)\n```\n"
      let report = ReportSyntax(SourceText(text, name: "report.md.pq"))
      let run = session.answer(report)
      try #require(run.outcome == .done, "\(run.diagnostics.map(\.message.english))")
      for format in [ReportFormat.markdown, .page] {
        check(
          try session.write(report, run, as: format, record: ReportRecord()).text,
          "\(query) as \(format)")
      }
    }
  }

  @Test(arguments: [("csv", ","), ("tsv", "\t")])
  func savedForASpreadsheetNothingRuns(ending: String, delimiter: String) throws {
    _ = session.run("fruit | select name, weight | save \"out.\(ending)\"")
    _ = session.run("fruit | select name, weight | save append \"out.\(ending)\"")
    let saved = folder.files(besides: ["fruit.csv", "odd.csv"])
    let text = try #require(saved["out.\(ending)"])
    let mark = Array("\u{FEFF}".utf8)
    #expect(Array(text.utf8.prefix(3)) == mark)
    #expect(text.utf8.split(separator: UInt8(ascii: "\n")).count == 2 * Self.hostile.count + 1)
    for cell in ["=1+1", "+1", "-1", "@x", "＝1+1"] {
      let row = Self.hostile.firstIndex(of: cell) ?? 0
      let line = "\n'\(cell)\(delimiter)\(row)\r\n"
      #expect(text.utf8.firstRange(of: line.utf8) != nil, "\(cell)")
    }
  }
}
