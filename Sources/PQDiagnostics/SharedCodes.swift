/// The codes that several layers give: one meaning, one explanation.
extension DiagnosticCode {
  package static let interrupted = DiagnosticCode(
    "interrupted",
    "The run was stopped from outside, usually with Ctrl-C. Files that were already saved are "
      + "whole; the one being written was not touched.",
    zh: "运行被外部中断，通常是按了 Ctrl-C。已保存的文件是完整的，正在写入的文件没有被改动。")
  package static let notOneValue = DiagnosticCode(
    "not-one-value",
    "A query in parentheses stands for one value, so it must have one column and give one row, "
      + "as `(TABLE | count)` does. No row at all counts as missing.",
    zh: "括号中的查询代表一个值，因此只能有一列、一行，例如 `(表 | 计数)`。没有行时视为空值。")
  package static let numberTooLarge = DiagnosticCode(
    "number-too-large",
    "A number lies outside those that pq can hold: whole numbers reach from -9223372036854775808 "
      + "to 9223372036854775807, exact decimals have 18 digits. An identifier of many digits is text: "
      + "put it between quotes. Where a result is too large, divide first, or look at fewer rows.",
    zh: "数值超出可以表示的范围：整数介于 -9223372036854775808 与 9223372036854775807 之间，"
      + "精确小数共 18 位数字。位数很多的编号是文本，请加引号；计算结果过大时，请先做除法，或减少参与计算的行。")
  package static let unreadableNumber = DiagnosticCode(
    "unreadable-number",
    "A text is not a number, or has more digits than its column keeps. Numbers look like `12`, "
      + "`-3.5`, `1e6` or `12%`; blanks around them are allowed.",
    zh: "文本不是数值，或位数超过该列所能保留的位数。数值形如 `12`、`-3.5`、`1e6` 或 `12%`，首尾可以有空格。")
  package static let unreadableDate = DiagnosticCode(
    "unreadable-date",
    "A text is not a date, or the calendar has no such day. Dates look like `2020-08-07`, "
      + "`2020/8/7`, `20200807` or `2020年8月7日`, year first; times like `2020-08-07 14:30`.",
    zh: "文本不是日期，或日历上没有这一天。日期形如 `2020-08-07`、`2020/8/7`、`20200807` 或 "
      + "`2020年8月7日`，年份在前；时间形如 `2020-08-07 14:30`。")
  package static let noSuchDate = DiagnosticCode(
    "no-such-date",
    "The calendar has no such day or period, as it has no 30 February, or it lies outside the years "
      + "0001 to 9999.",
    zh: "日历中没有这一天或这个时段，例如 2 月 30 日，或者超出公元 0001 年至 9999 年。")
  package static let appendMismatch = DiagnosticCode(
    "append-mismatch",
    "`append` puts columns of the same name below each other, so they must have the same type. "
      + "`save append` adds rows only to a file with the same columns in the same order.",
    zh: "`追加` 把同名字段上下相接，因此类型必须相同。`保存 追加` 只能向列名和列序都相同的文件追加行。")
  package static let unknownFormat = DiagnosticCode(
    "unknown-format",
    "`save` writes csv, tsv, json, jsonl, md, html, txt and, for a chart, svg. The extension "
      + "chooses, or `as` with table, csv, tsv, json, jsonl, markdown, html, vertical, list.",
    zh: "`保存` 可写 csv、tsv、json、jsonl、md、html、txt，图可写 svg。由扩展名决定，或用 `作为` 指明 "
      + "table、csv、tsv、json、jsonl、markdown、html、vertical、list。")
  package static let duplicateColumn = DiagnosticCode(
    "duplicate-column",
    "A table cannot have two columns of one name. In a query, name one of them differently: "
      + "`NEW = EXPR`. Of two in a file, the later one gets a number behind its name.",
    zh: "一张表不能有两个同名字段。查询中请给其中一个另起名称：`新名称 = 表达式`；文件中有两列同名时，后一列加上编号。")
  package static let tooManyColumns = DiagnosticCode(
    "too-many-columns",
    "A table read from a file has at most 10,000 columns, and `pivot` and `compare to` make at "
      + "most 1,000. Pivot by a coarser key.",
    zh: "从文件读入的表最多有 10,000 列，`透视`、`对比` 最多产生 1,000 列。请换一个取值较少的键。")
  package static let unknownCode = DiagnosticCode(
    "unknown-code",
    "A column of codes holds only the codes that its table declares; no other word can ever equal "
      + "one, and a row of a file with another word is left out. A code may be written as its word or "
      + "its label.",
    zh: "代码字段只含表中声明的代码，其他词永远不会相等，文件中含有其他词的行不会读入。代码可写英文词，也可写中文标签。")
  package static let nestingTooDeep = DiagnosticCode(
    "nesting-too-deep",
    "A statement may nest brackets and chain operators only so far and, together with the views "
      + "and functions that it uses, have only so many stages. Name parts of it with `let`, or take "
      + "stages out.",
    zh: "一条语句中括号的层数和运算的个数有上限，连同它用到的视图和函数，步骤总数也有上限。"
      + "可用 `设` 给其中一部分命名，或减少步骤。")
  package static let unknownType = DiagnosticCode(
    "unknown-type",
    "The types are text, int, number, bool, date, datetime, duration, `enum { … }` and "
      + "`-> TABLE`; a `param` may also be a period.",
    zh: "类型有 文本、整数、数值、是否、日期、时间、时长、`代码 { … }` 和 `-> 表`；`参数` 还可以是 时段。")
  package static let unknownOption = DiagnosticCode(
    "unknown-option",
    "The word is not one of those that can stand here. After `with`, `import` knows "
      + "`COLUMN as TYPE`, `day first`, `month first`, `delimiter \";\"`, `encoding \"gbk\"` and "
      + "`no header`.",
    zh: "这里不能用这个词。`导入 … 设定` 之后可以写 `列 作为 类型`、`日在前`、`月在前`、`分隔符 \";\"`、"
      + "`编码 \"gbk\"` 和 `无表头`。")
}
