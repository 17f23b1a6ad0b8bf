import PQColumnar

// The columns of stages whose output the binder declares and the operator makes: both read them
// here.

/// What `describe` says about each column.
package enum DescribeSchema {
  /// The kinds of columns, in the words a user knows.
  package static let kinds = EnumType(codes: [
    EnumCode("text", zh: "文本"), EnumCode("number", zh: "数值"), EnumCode("date", zh: "日期"),
    EnumCode("time", zh: "时间"), EnumCode("yes/no", zh: "是/否"), EnumCode("code", zh: "代码"),
    EnumCode("period", zh: "时段"), EnumCode("duration", zh: "时长"), EnumCode("share", zh: "占比"),
    EnumCode("missing", zh: "空值"),
  ])

  /// One row per column of `input`; values are text, since columns of every type stand below each
  /// other. The columns themselves are codes, so that each is named in the reader's language.
  package static func schema(of input: Schema) -> Schema {
    let names = input.fields.map { EnumCode($0.name, zh: $0.chineseName) }
    let column = Field(
      "column", zh: "字段", type: .enumeration(EnumType(codes: names)), isOptional: false)
    return Schema([column] + others)
  }

  private static let others = [
    Field("type", zh: "类型", type: .enumeration(kinds), isOptional: false),
    // Not `missing`, which is a word of the language: `where missing > 0` would mean another thing.
    Field("missing_count", zh: "空值数", type: .integer, isOptional: false),
    Field("distinct", zh: "不同值数", type: .integer, isOptional: false),
    Field("min", zh: "最小", type: .text),
    Field("q1", zh: "下四分位", type: .text),
    Field("median", zh: "中位数", type: .text),
    Field("q3", zh: "上四分位", type: .text),
    Field("max", zh: "最大", type: .text),
    Field("top", zh: "常见值", type: .text),
    Field("histogram", zh: "分布", type: .text),
  ]

  /// Returns the position of a type among `kinds`.
  package static func kind(of type: DataType) -> Int64 {
    let code =
      switch type {
      case .text: "text"
      case .integer, .decimal, .float: "number"
      case .date: "date"
      case .datetime: "time"
      case .boolean: "yes/no"
      case .enumeration: "code"
      case .period: "period"
      case .duration: "duration"
      case .ratio: "share"
      case .unknown: "missing"
      }
    return Int64(kinds.position(of: code) ?? 0)
  }
}

extension ComparePlan {
  /// The type of the difference of two values, or `nil` if the type has none.
  ///
  ///     integer 7, 5         2
  ///     ratio 79.3%, 71.3%   8.0% (points, not percent of 71.3)
  package static func changeType(of type: DataType) -> DataType? {
    switch type {
    case .integer, .decimal, .float, .duration, .ratio: type
    default: nil
    }
  }

  /// The type of the change in percent of the previous value; missing where that is 0.
  package static let percentType = DataType.ratio(.percent)
}

extension ProtectPlan {
  /// The columns after `protect`: counts and values become text, so that a suppressed cell can
  /// say so.
  package func schema(of input: Schema) -> Schema {
    var result = input
    for position in columns where result.fields.indices.contains(position) {
      result.fields[position].type = .text
      result.fields[position].isOptional = true
    }
    return result
  }
}
