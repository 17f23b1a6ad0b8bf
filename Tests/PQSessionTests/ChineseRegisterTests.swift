import FoundationEssentials
import PQColumnar
import PQDiagnostics
import PQFormats
import PQSession
import Testing

/// A register that an office exported in Chinese: GBK, headings of the model, no mapping.
struct ChineseRegisterTests {
  /// The folder's files are 信访件, 信访人, 责任单位 and 区划.
  private static let folder: String = {
    let file = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return "/\(file)/Golden/domain/data"
  }()

  private func session() -> (session: Session, found: [Diagnostic]) {
    var options = SessionOptions()
    options.today = 18_627
    options.language = .chinese
    let session = Session(options: options)
    return (session, session.open(Self.folder))
  }

  private func count(_ query: String, _ session: Session) -> Value? {
    session.run(query).results.first?.value(row: 0, column: 0)
  }

  @Test func everyFileIsTheTableOfItsName() {
    let (session, _) = session()
    #expect(count("cases | count", session) == .integer(4))
    #expect(count("信访人 | 计数", session) == .integer(3))
    #expect(count("units | count", session) == .integer(2))
    #expect(count("regions | count", session) == .integer(2))
    #expect(count("cases where township.name = 东乡 | count", session) == .integer(2))
  }

  @Test func aFileOfAnyNameIsKnownByItsColumns() throws {
    var options = SessionOptions()
    options.today = 18_627
    let session = Session(options: options)
    let copy = TestFolder([:])
    try FileManager.default.copyItem(
      atPath: "\(Self.folder)/信访件.csv", toPath: "\(copy.path)/2020年信访件导出.csv")
    let found = session.open("\(copy.path)/2020年信访件导出.csv")
    #expect(found.contains { $0.code.name == "known-by-columns" })
    #expect(count("cases | count", session) == .integer(4))
    let again = session.open("more=\(copy.path)/2020年信访件导出.csv")
    #expect(again.contains { $0.code.name == "known-by-columns" })
    #expect(count("more | count", session) == .integer(4))
    let shown = try #require(session.run("more").results.first)
    #expect(shown.fields.map(\.name).contains("reported_party") == false)
  }

  @Test func tablesWithoutAFileAreEmptyAndSaidOnce() throws {
    let (session, found) = session()
    let notes = found.filter { $0.code.name == "missing-tables" }
    let note = try #require(notes.first)
    #expect(notes.count == 1 && note.severity == .note)
    #expect(note.message.chinese.contains("`评理`") && !note.message.chinese.contains("`单位`"))
    let run = session.run("mediations | count")
    #expect(run.diagnostics.isEmpty)
    #expect(run.results.first?.value(row: 0, column: 0) == .integer(0))
  }

  @Test func whatDoesNotFitIsCountedWithASuggestion() throws {
    let (session, found) = session()
    let warning = try #require(found.first { $0.code.name == "rows-rejected" })
    #expect(warning.message.chinese.contains("共 8 行，有 4 行没有读入"))
    let notes = warning.notes.map(\.chinese)
    #expect(notes.count == 3)
    #expect(notes.contains { $0.contains("第 7 行等 2 行：`信访形式` 没有代码 `微信`") })
    let codes = session.run("rejects(cases) | count by code").results.first
    #expect(codes?.rowCount == 3)
  }

  @Test func lostDigitsAreSaidWithoutShowingThem() throws {
    let found = session().found
    let warning = try #require(found.first { $0.code.name == "digits-lost" })
    #expect(warning.message.english.contains("1 value of `id_number`"))
    #expect(found.allSatisfy { !$0.message.english.contains("00000199") })
  }

  @Test func columnsThatNobodyDeclaredAreMasked() throws {
    let (session, found) = session()
    let note = try #require(found.first { $0.code.name == "undeclared-columns" })
    #expect(note.message.chinese.contains("`经办人`") && !note.message.chinese.contains("`重复`"))
    let fields = session.run("cases").results.first?.fields ?? []
    #expect(fields.first { $0.name == "经办人" }?.isPrivate == true)
  }

  @Test func lintFindsWhatTheRecordsContradict() throws {
    let (session, _) = session()
    let text = session.lint().text(in: .chinese)
    #expect(text.contains("1  办结早于登记"))
    #expect(text.contains("1  责任单位不在单位表中"))
    #expect(text.contains("2  填报的重复与推算不符"))
    #expect(text.contains("未核对：文件中没有 `转送时间`"))
    #expect(
      session.lint("评理").text(in: .english) == "0 checks: nothing found\nno rows: mediations\n")
  }

  @Test func everyQueryOfLintListsWhatItCounted() throws {
    let session = session().session
    for table in ["cases", "petitioners", "units", "regions"] {
      let lint = try #require(session.run("lint(\(table))").results.first)
      for row in 0..<lint.rowCount {
        guard case .text(let query) = lint.value(row: row, column: "query"),
          case .integer(let count) = lint.value(row: row, column: "count")
        else { continue }
        #expect(session.run(query).results.first?.rowCount == Int(count), "\(query)")
      }
    }
  }

  @Test func helpKnowsTheModel() {
    let catalog = session().session.catalog
    func help(_ name: String) -> String {
      ModelHelp.text(for: name, in: catalog, language: .chinese) ?? ""
    }
    #expect(help("评理室").hasPrefix("table rooms (评理室)\n  字段: 评理室编号"))
    #expect(help("channel").contains("column cases.channel (信访形式)\n  online (网上信访)"))
    #expect(help("closed_before_registered").contains("= date(closed) < date(registered)"))
    #expect(help("name").contains("隐私"))
    #expect(help("nothing").isEmpty)
  }

  @Test(arguments: [
    ("cases where id = \"X1\" | select id, persons", "信访件 其中 信访件编号 = \"X1\" | 选列 信访件编号, 信访人数"),
    ("units where id = \"U1\"", "单位 其中 单位编号 = \"U1\""),
    ("cases | count by unit.name", "信访件 | 计数 按 责任单位.单位名称"),
    ("rejects(cases) | select line, code", "拒收(信访件) | 选列 行, 代码"),
    ("receptions | summarise sum(persons) by date", "领导接访 | 统计 合计(接访人数) 按 接访日期"),
  ])
  func namesAreTranslatedByWhatTheyMean(english: String, chinese: String) {
    let session = session().session
    let there = session.format(SourceText(english), to: .chinese).text
    #expect(there == chinese + "\n")
    #expect(session.format(SourceText(there ?? ""), to: .english).text == english + "\n")
  }
}
