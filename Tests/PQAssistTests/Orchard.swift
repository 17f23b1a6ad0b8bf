import PQColumnar
import PQDiagnostics
import PQPlan
import PQSession

@testable import PQAssist

/// The orchards and harvests of the golden files, with what completion has to know of them.
enum Orchard {
  static let root: String = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  private static let more = """
    table pickers "采摘工" key id {
      id     int "编号"
      name   text "姓名" private
      phone  text? "电话" private as phone
      length int? "长度"
      again  bool? "重复"
      lane   text? "渠道"
    }
    table stalls "摊位" key id {
      id     int "编号"
      town   text? "镇"
      hidden bool? "保密"
    }
    secret stalls where hidden
    field harvests.heavy "偏重" = weight > 100
    measure harvests.ripe_share "成熟率" = share(where ripe) as percent dated picked
    let big = harvests where weight > 100
    let limit = 100
    let per_tree(a, b) = a / b
    let heavier(than) = harvests where weight > than
    param region = north
    param since : date = 2020-01-01
    import "pickers.csv" as pickers
    import "stalls.csv" as stalls
    """

  static func session(_ language: Language) -> Session {
    var options = SessionOptions()
    options.today = 18_627
    options.language = language
    options.model = SourceText("", name: "none.pq")
    let session = Session(options: options)
    let path = root + "/Tests/Golden/data/orchard.pq"
    let first = session.run("include \"orchard.pq\"", name: root + "/Tests/Golden/data/all.pq")
    precondition(first.outcome == .done, "\(path) cannot be read: \(first.outputs)")
    let second = session.run(more, name: root + "/Tests/Golden/data/all.pq")
    precondition(second.outcome == .done, "\(second.outputs)")
    return session
  }

  static func completer(_ language: Language) -> Completer {
    let session = session(language)
    var completer = Completer(
      catalog: session.catalog, environment: session.assistEnvironment, values: ValueRanking())
    completer.files = { folder in
      folder.isEmpty
        ? ["harvests.csv", "old/", ".hidden", "orders.csv"] : folder == "old/" ? ["2019.csv"] : []
    }
    completer.history = { ["harvests where ripe | count", "orchards | count"] }
    completer.commands = [
      CommandForm(
        name: LocalizedText("schema", zh: "结构"), summary: LocalizedText("columns", zh: "字段"),
        argument: .table),
      CommandForm(
        name: LocalizedText("set", zh: "设置"), summary: LocalizedText("settings", zh: "设置"),
        argument: .choice([LocalizedText("rows", zh: "行数"), LocalizedText("width", zh: "宽度")])),
      CommandForm(
        name: LocalizedText("read", zh: "读"), summary: LocalizedText("script", zh: "脚本"),
        argument: .file),
      CommandForm(
        name: LocalizedText("explain", zh: "说明"), summary: LocalizedText("explain", zh: "说明"),
        argument: .tableOrField),
      CommandForm(
        name: LocalizedText("watch", zh: "监视"), summary: LocalizedText("watch", zh: "监视"),
        argument: .statement),
      CommandForm(
        name: LocalizedText("reveal", zh: "显示"), summary: LocalizedText("reveal", zh: "显示"),
        argument: .privateColumn),
      CommandForm(
        name: LocalizedText("help", zh: "帮助"), summary: LocalizedText("help", zh: "帮助"),
        argument: .topic),
    ]
    return completer
  }

  // Both are only read; the engine behind them takes questions from any thread.
  private nonisolated(unsafe) static let english = completer(.english)
  private nonisolated(unsafe) static let chinese = completer(.chinese)

  /// Returns the labels at the mark of a text.
  static func labels(_ marked: String, in language: Language) -> [String] {
    entries(marked, in: language).map(\.label)
  }

  static func entries(_ marked: String, in language: Language) -> [Completion.Entry] {
    let parts = marked.split(separator: "▮", maxSplits: 1, omittingEmptySubsequences: false)
    let completer = language == .english ? english : chinese
    let text = parts.joined()
    return completer.completion(in: text, at: parts[0].unicodeScalars.count)?.entries ?? []
  }
}
