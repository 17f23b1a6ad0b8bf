import PQDiagnostics

/// Every code that reading a text can give.
package enum SyntaxDiagnostics {
  package static let codes: [DiagnosticCode] = [
    unknownCharacter, unclosedString, unclosedBracket, badEscape, badNumber, badDate,
    numberTooLarge, nestingTooDeep, fileTooLarge, statementTooLong, missingBar, unknownStage,
    stageWithoutSource, expectedExpression, expectedName, expectedText, unexpectedWord,
    foreignOperator, chainedComparison, unknownType, unknownOption,
    unclosedFence, unknownBlockOption,
  ]

  static let unknownCharacter = DiagnosticCode(
    "unknown-character",
    "A character stands where none can. Text belongs between quotes, unusual names between back "
      + "quotes. Full-width punctuation is read like its half-width twin.",
    zh: "这里出现了语言中没有的字符。文本放在引号内，特殊名称放在反引号内。全角标点与半角标点同样有效。")
  static let unclosedString = DiagnosticCode(
    "unclosed-string",
    "A text or a quoted name begins with a quote and must end with the same one on its line. Text "
      + "of several lines stands between three double quotes.",
    zh: "文本或带反引号的名称必须在同一行用同样的引号结束。多行文本放在三个双引号之间。")
  static let unclosedBracket = DiagnosticCode(
    "unclosed-bracket",
    "Each (, { and [ needs its closing partner, in the right order.",
    zh: "每个 (、{、[ 都要有对应的右括号，而且次序要正确。")
  static let badEscape = DiagnosticCode(
    "bad-escape",
    "Between quotes a backslash begins an escape: \\n, \\t, \\r, \\\", \\', \\\\, \\{, \\} or "
      + "\\u{4FE1}. A backslash itself is written twice.",
    zh: "引号内的反斜杠表示转义：\\n、\\t、\\r、\\\"、\\'、\\\\、\\{、\\}、\\u{4FE1}。反斜杠本身要写两个。")
  static let badNumber = DiagnosticCode(
    "bad-number",
    "A number is digits (`1_000`), a decimal (`3.5`), a percentage (`12%`) or a duration (`15d`, "
      + "`2h`, `30min`, `15 workdays`).",
    zh: "数可以是整数（`1_000`）、小数（`3.5`）、百分数（`12%`）或时长（`15天`、`2小时`、`30分钟`、`15个工作日`）。")
  static let badDate = DiagnosticCode(
    "bad-date",
    "Dates and periods are written 2020, 2020-Q1, 2020-08, 2020-W32, 2020-08-07 or "
      + "2020-08-07T14:30 and must exist in the calendar.",
    zh: "日期和时段写作 2020、2020-Q1、2020-08、2020-W32、2020-08-07 或 2020-08-07T14:30，并且必须真实存在。")
  static let numberTooLarge = DiagnosticCode.numberTooLarge
  static let nestingTooDeep = DiagnosticCode.nestingTooDeep
  static let fileTooLarge = DiagnosticCode(
    "file-too-large",
    "A script may have at most 4 MiB. Data belongs in a data file, read with `import`.",
    zh: "脚本最大 4 MiB。数据应放在数据文件中，用 `导入` 读取。")
  static let statementTooLong = DiagnosticCode(
    "statement-too-long",
    "A statement may have at most 1 MiB and a query at most 1,000 stages.",
    zh: "一条语句最长 1 MiB，一个查询最多 1000 步。")
  static let missingBar = DiagnosticCode(
    "missing-bar",
    "The stages of a query are joined with `|`; only the first `where` may follow its table "
      + "without one.",
    zh: "查询的各步之间用 `|` 连接；只有第一个 `其中` 可以直接写在表名后面。")
  static let unknownStage = DiagnosticCode(
    "unknown-stage",
    "After `|` comes a stage, such as `where`, `count`, `summarise`, `sort` or `take`.",
    zh: "`|` 后面是一个步骤，例如 `其中`、`计数`、`统计`、`排序`、`取`。")
  static let stageWithoutSource = DiagnosticCode(
    "stage-without-source",
    "A query begins with its table: `orchards | count`. `it` is the previous result.",
    zh: "查询以表开头：`果园 | 计数`。`它` 表示上一个结果。")
  static let expectedExpression = DiagnosticCode(
    "expected-expression",
    "A value, a column or a condition belongs here.",
    zh: "这里应当写一个值、一列或一个条件。")
  static let expectedName = DiagnosticCode(
    "expected-name",
    "A name belongs here: letters, digits and `_`, or anything between back quotes.",
    zh: "这里应当写一个名称：文字、数字和 `_`，或放在反引号内的任何内容。")
  static let expectedText = DiagnosticCode(
    "expected-text",
    "A text between quotes belongs here, such as a file's name.",
    zh: "这里应当写引号内的文本，例如文件名。")
  static let unexpectedWord = DiagnosticCode(
    "unexpected-word",
    "The statement was already complete, or something else was wanted here.",
    zh: "语句到此已经完整，或者这里应当是别的内容。")
  static let foreignOperator = DiagnosticCode(
    "foreign-operator",
    "Some operators are spelled otherwise here: `=`, `!=`, `and`, `or`, `not`, `~`.",
    zh: "有些运算符的写法不同：`=`、`!=`、`且`、`或`、`非`、`~`。")
  static let chainedComparison = DiagnosticCode(
    "chained-comparison",
    "Two comparisons cannot be chained. Join them with `and`, or write a range: `x in 1..5`.",
    zh: "两个比较不能连写。请用 `且` 连接，或写成范围：`x 属于 1..5`。")
  static let unknownType = DiagnosticCode.unknownType
  static let unknownOption = DiagnosticCode.unknownOption
  static let unclosedFence = DiagnosticCode(
    "unclosed-fence",
    "A block of a report begins with a line ```pq and ends with a line ```.",
    zh: "报告中的代码块以一行 ```pq 开头，以一行 ``` 结束。")
  static let unknownBlockOption = DiagnosticCode(
    "unknown-block-option",
    "Behind ```pq only `quiet` may stand: the block's statements run, and nothing is shown.",
    zh: "```pq 后面只能写 `静默`（quiet）：运行其中的语句，但不显示结果。")
}
