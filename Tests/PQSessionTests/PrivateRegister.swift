import PQDiagnostics
import PQFormats
import PQSession
import PQSyntax

/// Tables whose private cells and secret rows hold texts that stand nowhere else.
struct PrivateRegister {
  /// Parts of private cells behind the characters that masks show, and texts of secret rows.
  static let markers = ["QX", "8877", "SEKRET", "密档"]

  private static let secret = "secret orders where hidden\n"
  private static let model = """
    table people "人" key id {
      id      text  "编号"
      name    text? "姓名" private as name
      card    text? "证件" private as id_number
      phone   text? "电话" private as phone
      address text? "住址" private as address
      score   int?  "分数" private
      born    date? "生日" private
    }
    table orders "订单" key id {
      id     text "编号"
      lot    text? "批次" key
      person -> people? "买方"
      kind   enum { plum "李子", fig "无花果" } "品种"
      place  text? "地点"
      weight int? "重量"
      sold   date? "售出"
      about  text? "对方" private apart from person
      note   text? "备注" private as notes
      hidden bool? "保密"
    }
    table visits "走访" key id {
      id    text "编号"
      order -> orders? "所访"
    }
    field orders.previous "前单" = lag(id)
    field visits.lot "所访批次" = order.lot
    field people.tag "标记" = upper(name)
    measure orders.heavy "重单" = share(where weight > 20) dated sold
    check orders.odd "可疑" = length(note) > 1
    check people.high "高分" = score > 3
    check visits.lost "走失" = order.lot ~ "E"

    """
  private static let heading = "id,lot,person,kind,place,weight,sold,about,note,hidden\n"
  private static let files = [
    "people.csv": "id,name,card,phone,address,score,born\n"
      + "p1,王QX明,110105887712310021,13888770001,东县QX村1号,88771,1988-07-07\n"
      + "p2,李QX四,bad8877,call8877,QX路2号,88772,\n",
    "orders.csv": heading
      + "o9,L1,p1,quince,north,1,,QX,QX,no\n"
      + "o1,L1,p1,plum,north,10,2020-08-07,张QX三,打13888770001找我,no\n"
      + "o2,L1,p2,fig,south,20,2020-08-08,,没有,no\n"
      + "SEKRET3,SEKRETL,p1,plum,north,30,2020-08-09,密档甲,密档乙,yes\n"
      + "o4,L2,p2,fig,south,40,,QX,11010519491231887X,no\n"
      + "SEKRET5,SEKRETM,p2,plum,south,50,2020-08-07,QX,密档丙,yes\n"
      + "SEKRET6,SEKRETN,p2,SEKRET88,south,50,2020-08-07,QX,密档丙,yes\n"
      + "SEKRET7,SEKRETN,p2,密档丁密档丁密档丁密档丁密,south,50,,QX,密档丙,yes\n"
      + "o7,L1,p1,plum,north,SEKRETw,,QX,QX,no\no8,L1,p1,plum,north,1,,QX,QX\n",
    "visits.csv": "id,order\nv1,o1\nv2,SEKRET3\nv3,SEKRET5\n",
  ]

  private let folder = TestFolder(files)
  private let language: Language
  private let session: Session
  /// What opening the files said.
  private let opened: [Diagnostic]

  /// - Parameter unguarded: Lets every cell be seen, so that a test can tell that it would notice.
  init(_ language: Language, unguarded: Bool = false) {
    self.language = language
    var options = SessionOptions()
    options.language = language
    options.today = 18_627
    options.folder = folder.path
    options.pseudonymKey = Array("0123456789abcdef0123456789abcdef".utf8)
    let model = Self.model + (unguarded ? "" : Self.secret)
    options.model = SourceText(model, name: "model.pq")
    if unguarded {
      options.auditFile = "\(folder.path)/audit.jsonl"
      options.reveal = RevealRequest(
        columns: ["people.name", "card", "phone", "address", "score", "about", "note", "tag"],
        reason: "a test")
    }
    session = Session(options: options)
    opened = session.open(folder.path)
  }

  /// What of a statement may be kept in a file.
  func redacted(_ statement: String) -> String { session.redacted(statement) }

  /// Everything that running a text shows, in every format, and what it says.
  func shown(_ text: String) -> String {
    let run = session.run(text)
    return run.outputs.map(words).joined(separator: "\n")
  }

  /// What opening said and what help tells of the tables.
  var introduction: String {
    opened.map { words(.diagnostic($0)) }.joined()
  }

  func explained(_ subject: String) -> String {
    let explanation = session.explanation(of: subject)
    return (explanation.text ?? "")
      + explanation.diagnostics.map { words(.diagnostic($0)) }.joined()
  }

  func linted() -> String {
    let report = session.lint()
    let table = QueryResult(table: report.table(in: language))
    return words(.result(table)) + report.diagnostics.map { words(.diagnostic($0)) }.joined()
  }

  /// A report, answered and written in both formats.
  func rendered(_ text: String) -> String {
    let report = ReportSyntax(SourceText(text, name: "report.md.pq"))
    let run = session.answer(report)
    var texts = run.diagnostics.map { words(.diagnostic($0)) }
    guard run.outcome == .done else { return texts.joined() }
    for format in [ReportFormat.markdown, .page] {
      let written = try? session.write(report, run, as: format, record: ReportRecord())
      texts.append(written?.text ?? "not written")
    }
    return texts.joined()
  }

  /// The names and texts of the files that queries saved.
  var saved: [String: String] {
    folder.files(besides: Set(Self.files.keys).union(["audit.jsonl"]))
  }

  private func words(_ output: SessionOutput) -> String {
    OutputText.everyFormat(of: output, language)
  }
}
