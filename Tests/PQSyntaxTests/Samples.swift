import Glibc
import PQDiagnostics
import PQSyntax

/// Texts that every rule of the language occurs in.
enum Samples {
  /// The golden scripts and examples of the repository, by path.
  static let scripts: [String] = {
    var folder = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    folder.removeLast(3)
    let root = folder.joined(separator: "/")
    return ["Tests/Golden", "examples", "Sources/PQPetitions"].flatMap {
      paths(below: "\(root)/\($0)")
    }
  }()

  /// One statement for each production, and the examples of the language's design.
  static let statements: [String] = [
    "orchards where channel=online and repeat | count by township | top 5 by count",
    "果园 其中 渠道=网上 且 重复 | 计数 按 乡镇 | 前 5 按 件数",
    "param period = last month",
    "let current = harvests where picked in period",
    """
    current | summarise count, sum(persons), share(where channel = online) | save "headline.csv"
    """,
    """
    current where repeat
      | summarise count, mean(days), on_time_rate by township with total
      | sort count desc
      | save "repeat-by-township.csv"
    """,
    "current | count by channel | compare to last year     # 同比",
    """
    assert (current where picked is missing | count) = 0   "every harvest has a date"
    """,
    "(harvests where repeat | count) / (harvests | count)",
    """
    table harvests "收成" key id {
      id         text       "编号"
      picked     datetime   "采摘时间"
      channel    enum { online "网上", letter "来信", visit "来访", phone "来电" }   "方式"
      orchard    -> orchards   "果园"   private
      closed     datetime?  "完成时间"
    }
    """,
    """
    field   harvests.days    "天数"   = days(closed - picked)
    """,
    """
    field   harvests.overdue "超期"       = (closed ?? today) > due
    """,
    """
    measure harvests.on_time_rate "按期率" = share(closed <= due where closed is not missing) as percent
            because "《规定》第三十四条: 60 days from acceptance"
    """,
    """
    table people "人员" key id {
      id      text "编号" key private as id_number
      default text default default key
      key     int "键" default (1 +
        2) apart from default
      private text private as 电话 apart from key 不同列 id
    }
    """,
    "secret people where name is not missing because \"the handbook\"",
    "不列出 people 其中 key > 3",
    "check people.odd \"单数\" = key % 2 = 1 because \"keys are even\" \"键为偶数\"",
    "measure people.rate = share(key > 2) as percent dated born + 15d because \"a\"",
    "holidays \"calendar.csv\"",
    "let due \"限期\"(step: enum { first \"一\", second \"二\" }, since: date?) = since + 3d",
    "let size \"大小\" = 3",
    "secret | count",
    "rows(rate, numerator, 2020-08) | count",
    "rows(people.rate, 分母) where a",
    "t | summarise rate by a with total with empty with parts | pivot a with total",
    "t where a in (x, y) and b not in (u where c | select id) or d in 2020-01..2020-06",
    "t where a in last 7 days and b in year to date and c in 2019..2020 and d 属于 最近 3 个月",
    """
    t | derive w = t + 15 workdays, y = if a then "b" else 'c', z = match x { p, q => 1, else => 2 }
    """,
    "t | derive r = rank(days desc) per (a, b), m = moving(mean(x), 3), n = count(u where v)",
    "t | join left (u | take 1) on a = u.b | append v where c | distinct a, b | rename n = o",
    "t | pivot m = month(a) | unpivot a, b | describe | protect 5 | chart bar a, b",
    """
    t | save append "f-{p}.csv" as csv
    """,
    "t | take n per a | skip 2 | sample 10 seed 3 | drop a, `b c` | select a, d = -e * 12%",
    """
    import "data/{p}.csv" as t with a as text?, day first, delimiter ";", no header, skip 2
    """,
    "include \"f.pq\"",
    "print \"{t | count} of {f(1, 2)} \\{x\\} {sum(a where b = 'c')}\"",
    "let f(a, b) = a + b * -2",
    "导入 “甲.csv” 作为 甲 设定 金额 作为 数值, 日在前",
    "甲 其中 日期 属于 最近 7 天 且 名 开头是 “王” | 统计 合计（重量），占比（其中 甲 为空） 按 年（日期） 含合计",
    "t where a ~ \"x{2}\" and b contains \"y\" and c is missing and not d ends with \"z\"",
    "t + 2h30min - 15天 >= 2020-08-07T14:30",
    "它 | 计数 | take 1",
  ]

  static func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { break }
      bytes += block[0..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func paths(below folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var result: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".pq") { result.append(path) }
      if !name.contains(".") { result += paths(below: path) }
    }
    return result.sorted()
  }
}

extension Diagnostic {
  /// The range that the message points at.
  var range: SourceRange? {
    if case .source(_, let range) = place { range } else { nil }
  }
}
