/// The Chinese twins of the phrases that stand for parameters in help.
enum ParameterNames {
  /// Returns the Chinese of a phrase such as `[digits number]`; one that has none stays.
  static func chinese(_ phrase: String) -> String {
    if phrase.hasPrefix("["), phrase.hasSuffix("]") {
      return "[" + chinese(String(phrase.dropFirst().dropLast())) + "]"
    }
    return twins[phrase] ?? phrase
  }

  static let twins: [String: String] = [
    "aggregate": "聚合",
    "base number": "底数",
    "condition": "条件",
    "count number": "个数",
    "datetime": "日期时间",
    "day number": "日",
    "default value": "默认值",
    "denominator number": "分母",
    "digits number": "小数位数",
    "duration": "时长",
    "exponent number": "指数",
    "fill text": "填充文本",
    "from time": "起始时间",
    "group number": "括号序号",
    "length number": "长度",
    "month number": "月",
    "new text": "新文本",
    "number": "数值",
    "number or duration": "数值或时长",
    "number or time": "数值或时间",
    "number, text or yes/no": "数值、文本或是否",
    "number, text, yes/no or year": "数值、文本、是否或年份",
    "number, time or duration": "数值、时间或时长",
    "numerator number": "分子",
    "old text": "原文本",
    "part number": "第几段",
    "pattern text": "正则表达式",
    "pattern text or digits number": "格式或小数位数",
    "rows number": "行数",
    "separator text": "分隔符",
    "share number": "分位",
    "sort key": "排序键",
    "start number": "起始位置",
    "text": "文本",
    "text, number or yes/no": "文本、数值或是否",
    "time": "时间",
    "time or number": "时间或数值",
    "time or period": "时间或时期",
    "time or text": "时间或文本",
    "time, text or number": "时间、文本或数值",
    "to time": "结束时间",
    "unit text": "日历单位",
    "value": "值",
    "where condition": "其中 条件",
    "year number": "年",
    "…": "…",
  ]
}
