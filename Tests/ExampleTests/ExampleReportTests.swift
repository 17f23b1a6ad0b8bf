import FoundationEssentials
import PQDiagnostics
import PQSession
import PQSyntax
import Testing

/// The reports under `examples` are answered on the sample register without a warning, as Markdown
/// and as a page.
@Suite struct ExampleReportTests {
  static let reports: [String] = {
    let names =
      (try? FileManager.default.contentsOfDirectory(
        atPath: ProjectFiles.root + "/examples")) ?? []
    return names.filter { $0.hasSuffix(".md.pq") }.sorted()
  }()

  /// Answers a report as `pq render` does, without options.
  private func written(_ name: String, as format: ReportFormat) throws -> String {
    let report = ReportSyntax(SourceText(ProjectFiles.text("examples/\(name)"), name: name))
    let settings = ReportSettings(report)
    #expect(settings.diagnostics.isEmpty)
    var options = SessionOptions()
    options.language = settings.language ?? .english
    options.today = settings.today
    options.recordsFiles = true
    let session = Session(options: options)
    session.open(ProjectFiles.root + "/examples/register")
    let run = session.answer(report)
    let problems = run.diagnostics.filter { $0.severity != .note }
    let drawn = problems.flatMap { CompactDiagnostic.lines($0, language: .english) }
    #expect(problems.isEmpty, "\(drawn.joined(separator: "\n"))")
    var record = ReportRecord()
    record.source.path = name
    record.version = "0"
    return try session.write(report, run, as: format, record: record).text
  }

  @Test(arguments: reports)
  func reportIsAnswered(name: String) throws {
    let markdown = try written(name, as: .markdown)
    #expect(markdown.contains("| ---") && !markdown.contains("```pq"))
    #expect(try written(name, as: .markdown) == markdown)
    let page = try written(name, as: .page)
    #expect(page.contains("<table>") && page.contains("<html lang=\"zh\">"))
    #expect(!page.contains("<script") && !page.contains("src=") && !page.contains("\u{F0000}"))
  }

  @Test func thereAreFiveReports() {
    #expect(Self.reports.count >= 5)
  }

  /// The statistical sentences of the office's report of 2020.
  @Test(.enabled(if: ProjectFiles.text("examples/register/receptions.csv").count > 0))
  func theAnnualReportSaysWhatTheOfficeSaid() throws {
    let report = try written("annual-report.md.pq", as: .markdown)
    let sentences = [
      "2020年1-12月份全县党政信访部门共受理信访275批387件次，党政主要领导定期接待群众来访36批77人次，"
        + "网上信访218件，占比79.3%，纳入“最多投一次”信访件247件，信访件平均办理天数11.4天，"
        + "一次性办结率98.2%，重复信访率13.4%。",
      "信访三率：信访部门及时受理率100%、责任单位及时受理率100%、按期办结率100%、"
        + "信访部门群众满意率97.3%、责任单位群众满意率99.2%、参评率97.5%。",
      "落实领导包案和责任单位的信访问题33件，占91.7%。我县无进京非访，全年无群众到省、市集体上访。",
      "今年以来已对3件经过司法程序最终作出裁判的涉法涉诉信访件予以终结",
      "目前全县3级信访评理室已全部建设到位，采取现场、流动、上门、视频、提级、派出等6种模式。"
        + "全县共开展信访评理151件，化解矛盾纠纷144件",
      "均在2小时内转办、24小时内给予群众答复", "“零报告”制度，全年无漏报", "8月7日组织学习《民法典》",
    ]
    for sentence in sentences { #expect(report.contains(sentence), "\(sentence)") }
  }
}
