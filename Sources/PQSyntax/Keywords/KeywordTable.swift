import PQDiagnostics

/// One row of the keyword table: a word and its twin.
package struct KeywordEntry: Sendable {
  package let keyword: Keyword
  package let chinese: String
  package let role: KeywordRole
  /// Whether an expression can never take the word for a name.
  package let isReserved: Bool

  package var english: String { keyword.rawValue }

  package func spelling(in language: Language) -> String {
    language == .chinese ? chinese : english
  }

  fileprivate init(
    _ keyword: Keyword, _ chinese: String, _ role: KeywordRole, reserved: Bool = false
  ) {
    self.keyword = keyword
    self.chinese = chinese
    self.role = role
    self.isReserved = reserved
  }
}

/// One spelling of a keyword, word by word.
package struct KeywordPhrase: Sendable {
  package let keyword: Keyword
  package let words: [String]
}

/// Every keyword with its twin: the one place where either language is spelled.
///
/// One keyword for one thing, each with one Chinese spelling. The units of durations have theirs
/// in `DurationUnit`.
package enum KeywordTable {
  package static let all: [KeywordEntry] =
    statements + stages + clauses + operators + literals + periods + types + options + functions

  private static let statements: [KeywordEntry] = [
    KeywordEntry(.let, "设", .statement),
    KeywordEntry(.param, "参数", .statement),
    KeywordEntry(.import, "导入", .statement),
    KeywordEntry(.include, "引入", .statement),
    KeywordEntry(.print, "输出", .statement),
    KeywordEntry(.assert, "断言", .statement),
    KeywordEntry(.table, "表", .statement),
    KeywordEntry(.field, "字段", .statement),
    KeywordEntry(.measure, "指标", .statement),
    KeywordEntry(.secret, "不列出", .statement),
    KeywordEntry(.check, "核对", .statement),
    KeywordEntry(.holidays, "节假日", .statement),
  ]

  private static let stages: [KeywordEntry] = [
    KeywordEntry(.where, "其中", .stage, reserved: true),
    KeywordEntry(.derive, "派生", .stage),
    KeywordEntry(.select, "选列", .stage),
    KeywordEntry(.drop, "去列", .stage),
    KeywordEntry(.rename, "改名", .stage),
    KeywordEntry(.count, "计数", .stage),
    KeywordEntry(.summarise, "统计", .stage),
    KeywordEntry(.sort, "排序", .stage),
    KeywordEntry(.take, "取", .stage),
    KeywordEntry(.skip, "跳过", .stage),
    KeywordEntry(.top, "前", .stage),
    KeywordEntry(.sample, "抽样", .stage),
    KeywordEntry(.distinct, "去重", .stage),
    KeywordEntry(.join, "连接", .stage),
    KeywordEntry(.append, "追加", .stage),
    KeywordEntry(.pivot, "透视", .stage),
    KeywordEntry(.unpivot, "逆透视", .stage),
    KeywordEntry(.compareTo, "对比", .stage),
    KeywordEntry(.describe, "概览", .stage),
    KeywordEntry(.protect, "保护", .stage),
    KeywordEntry(.chart, "图", .stage),
    KeywordEntry(.save, "保存", .stage),
  ]

  private static let clauses: [KeywordEntry] = [
    KeywordEntry(.by, "按", .clause, reserved: true),
    KeywordEntry(.per, "每", .clause, reserved: true),
    KeywordEntry(.on, "于", .clause),
    KeywordEntry(.asc, "升序", .clause, reserved: true),
    KeywordEntry(.desc, "降序", .clause, reserved: true),
    KeywordEntry(.seed, "种子", .clause),
    KeywordEntry(.as, "作为", .clause),
    KeywordEntry(.with, "设定", .clause, reserved: true),
    KeywordEntry(.withTotal, "含合计", .clause, reserved: true),
    KeywordEntry(.withEmpty, "含空组", .clause, reserved: true),
    KeywordEntry(.withParts, "含分项", .clause, reserved: true),
    KeywordEntry(.because, "依据", .clause),
    KeywordEntry(.key, "主键", .clause),
    KeywordEntry(.private, "隐私", .clause),
    KeywordEntry(.apartFrom, "不同列", .clause),
    KeywordEntry(.default, "默认", .clause),
    KeywordEntry(.dated, "归期", .clause),
    KeywordEntry(.enumeration, "代码", .clause),
    KeywordEntry(.left, "左", .clause),
    KeywordEntry(.inner, "内", .clause),
    KeywordEntry(.semi, "半", .clause),
    KeywordEntry(.anti, "反", .clause),
  ]

  private static let operators: [KeywordEntry] = [
    KeywordEntry(.and, "且", .operator, reserved: true),
    KeywordEntry(.or, "或", .operator, reserved: true),
    KeywordEntry(.not, "非", .operator, reserved: true),
    KeywordEntry(.in, "属于", .operator, reserved: true),
    KeywordEntry(.notIn, "不属于", .operator, reserved: true),
    KeywordEntry(.contains, "包含", .operator),
    KeywordEntry(.startsWith, "开头是", .operator),
    KeywordEntry(.endsWith, "结尾是", .operator),
    KeywordEntry(.isMissing, "为空", .operator, reserved: true),
    KeywordEntry(.isNotMissing, "不为空", .operator, reserved: true),
    KeywordEntry(.if, "如果", .operator, reserved: true),
    KeywordEntry(.then, "则", .operator, reserved: true),
    KeywordEntry(.else, "否则", .operator, reserved: true),
    KeywordEntry(.match, "匹配", .operator, reserved: true),
  ]

  private static let literals: [KeywordEntry] = [
    KeywordEntry(.true, "是", .literal, reserved: true),
    KeywordEntry(.false, "否", .literal, reserved: true),
    KeywordEntry(.missing, "空值", .literal, reserved: true),
    KeywordEntry(.it, "它", .literal),
  ]

  private static let periods: [KeywordEntry] = [
    KeywordEntry(.today, "今天", .period),
    KeywordEntry(.yesterday, "昨天", .period),
    KeywordEntry(.tomorrow, "明天", .period),
    KeywordEntry(.thisWeek, "本周", .period),
    KeywordEntry(.lastWeek, "上周", .period),
    KeywordEntry(.nextWeek, "下周", .period),
    KeywordEntry(.thisMonth, "本月", .period),
    KeywordEntry(.lastMonth, "上月", .period),
    KeywordEntry(.nextMonth, "下月", .period),
    KeywordEntry(.thisQuarter, "本季度", .period),
    KeywordEntry(.lastQuarter, "上季度", .period),
    KeywordEntry(.nextQuarter, "下季度", .period),
    KeywordEntry(.thisYear, "今年", .period),
    KeywordEntry(.lastYear, "去年", .period),
    KeywordEntry(.nextYear, "明年", .period),
    KeywordEntry(.weekToDate, "本周以来", .period),
    KeywordEntry(.monthToDate, "本月以来", .period),
    KeywordEntry(.quarterToDate, "本季度以来", .period),
    KeywordEntry(.yearToDate, "今年以来", .period),
    KeywordEntry(.last, "最近", .period),
    KeywordEntry(.next, "未来", .period),
    KeywordEntry(.days, "天", .period),
    KeywordEntry(.weeks, "周", .period),
    KeywordEntry(.months, "个月", .period),
    KeywordEntry(.quarters, "个季度", .period),
    KeywordEntry(.years, "年", .period),
  ]

  private static let types: [KeywordEntry] = [
    KeywordEntry(.text, "文本", .type),
    KeywordEntry(.int, "整数", .type),
    KeywordEntry(.number, "数值", .type),
    KeywordEntry(.bool, "是否", .type),
    KeywordEntry(.date, "日期", .type),
    KeywordEntry(.datetime, "时间", .type),
    KeywordEntry(.duration, "时长", .type),
    KeywordEntry(.period, "时段", .type),
  ]

  private static let options: [KeywordEntry] = [
    KeywordEntry(.barChart, "柱状", .option),
    KeywordEntry(.line, "折线", .option),
    KeywordEntry(.heat, "热力", .option),
    KeywordEntry(.percent, "百分比", .option),
    KeywordEntry(.dayFirst, "日在前", .option),
    KeywordEntry(.monthFirst, "月在前", .option),
    KeywordEntry(.noHeader, "无表头", .option),
    KeywordEntry(.delimiter, "分隔符", .option),
    KeywordEntry(.quote, "引号", .option),
    KeywordEntry(.encoding, "编码", .option),
    KeywordEntry(.sheet, "工作表", .option),
    KeywordEntry(.numerator, "分子", .option),
    KeywordEntry(.denominator, "分母", .option),
  ]

  private static let functions: [KeywordEntry] = [
    KeywordEntry(.sum, "合计", .function),
    KeywordEntry(.mean, "平均", .function),
    KeywordEntry(.median, "中位数", .function),
    KeywordEntry(.share, "占比", .function),
  ]
}

extension KeywordTable {
  private static let entries: [Keyword: KeywordEntry] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.keyword, $0) })

  /// Spellings by their first word, longer phrases first.
  private static let phrases: [String: [KeywordPhrase]] = {
    var result: [String: [KeywordPhrase]] = [:]
    for entry in all {
      for spelling in [entry.english, entry.chinese] {
        let words = spelling.split(separator: " ").map(String.init)
        guard let first = words.first else { continue }
        result[first, default: []].append(KeywordPhrase(keyword: entry.keyword, words: words))
      }
    }
    return result.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }()

  private static let reservedWords: Set<String> = {
    var result: Set<String> = ["is"]
    for entry in all where entry.isReserved {
      for spelling in [entry.english, entry.chinese] where !spelling.contains(" ") {
        result.insert(spelling)
      }
    }
    return result
  }()

  /// Returns the phrases that begin with a word, longer ones first; most words have none.
  package static func phrases(startingWith word: String) -> [KeywordPhrase] {
    phrases[word] ?? []
  }

  /// Whether an expression can never take the word for a name; back quotes still can.
  package static func isReserved(_ word: String) -> Bool {
    reservedWords.contains(word)
  }

  /// Returns the keyword that a single word spells, in either language.
  package static func keyword(spelled word: String) -> Keyword? {
    phrases(startingWith: word).first { $0.words.count == 1 }?.keyword
  }

  package static func entry(for keyword: Keyword) -> KeywordEntry {
    guard let entry = entries[keyword] else {
      preconditionFailure("every keyword has a row in the table")
    }
    return entry
  }

  package static func spelling(of keyword: Keyword, in language: Language) -> String {
    entry(for: keyword).spelling(in: language)
  }
}
