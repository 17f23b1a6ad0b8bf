import PQDiagnostics

/// Every code that reading and writing files can give; the messages stand in `FileDiagnostics`
/// and `CSVDiagnostics`.
package enum FormatDiagnostics {
  package static let codes: [DiagnosticCode] = [
    interrupted, fileNotFound, isDirectory, unreadableFile, unwritableFile, damagedArchive,
    notText, notUTF8,
    unknownEncoding, encodingAssumed, appendMismatch, unknownFormat, chartNeeded, emptyFile,
    noColumnNames,
    unnamedColumn, duplicateColumn, tooManyColumns, lineTooLong, headerNotFound,
    headerLooksLikeData,
    missingColumns, columnNotInFile, mixedColumn, ambiguousDate, contradictingDates, raggedRow,
    strayQuote, unterminatedQuote, missingValue, unreadableValue, unreadableDate, unreadableNumber,
    unknownCode, rowsRejected, titleLines, totalRow, spreadsheetDate, digitsLost, damagedFile,
    newerFile, storedType, columnFileSettings,
  ]

  // MARK: - Files

  static let interrupted = DiagnosticCode.interrupted
  static let fileNotFound = DiagnosticCode(
    "file-not-found",
    "There is no file at this path. A relative path starts at the folder in which pq was started, "
      + "in a script at the script's folder.",
    zh: "该路径下没有文件。相对路径从启动 pq 时所在的文件夹算起，脚本中的相对路径从脚本所在文件夹算起。")
  static let isDirectory = DiagnosticCode(
    "is-a-directory", "A file was expected, but the path leads to a folder.",
    zh: "这里需要一个文件，但该路径是文件夹。")
  static let unreadableFile = DiagnosticCode(
    "unreadable-file",
    "The operating system did not let pq read the file; the message gives its reason.",
    zh: "操作系统不允许 pq 读取该文件，消息中给出了原因。")
  static let unwritableFile = DiagnosticCode(
    "unwritable-file",
    "The operating system did not let pq write the file. A file is written beside its target and "
      + "renamed when it is whole, so what was there before is untouched.",
    zh: "操作系统不允许 pq 写入该文件。文件先写到目标旁边，完整后才改名，因此原有内容没有变化。")
  static let damagedArchive = DiagnosticCode(
    "damaged-archive",
    "The file ends in `.gz` and is no gzip file, ends too early, or fails its checksum. Copy or export it "
      + "again.",
    zh: "文件名以 `.gz` 结尾，但不是 gzip 文件、不完整或校验和不符。请重新复制或导出。")
  static let notText = DiagnosticCode(
    "not-text",
    "The file holds a NUL byte, which text never does: it is a workbook, an archive, an image, or "
      + "damaged. Export the data as CSV.",
    zh: "文件中有 NUL 字节，文本文件不会有这种字节：它可能是工作簿、压缩包、图片，或者已损坏。请把数据导出为 CSV。")
  static let notUTF8 = DiagnosticCode(
    "not-utf8",
    "The file is not text in UTF-8, and not in GB18030 or GBK either. Save it as UTF-8, or name its "
      + "encoding: `import \"f.csv\" with encoding \"big5\"`.",
    zh: "文件不是 UTF-8 文本，也不是 GB18030 或 GBK。请另存为 UTF-8，或写明编码：`导入 \"f.csv\" 设定 编码 \"big5\"`。")
  static let unknownEncoding = DiagnosticCode(
    "unknown-encoding",
    "The system knows no encoding of this name. Common ones are `utf-8`, `gbk`, `gb18030`, `big5`, "
      + "`utf-16`.",
    zh: "系统中没有这个名称的编码。常用的有 `utf-8`、`gbk`、`gb18030`、`big5`、`utf-16`。")
  static let encodingAssumed = DiagnosticCode(
    "encoding-assumed",
    "The file is not in UTF-8, so another encoding was taken that fits all of its bytes. Name the "
      + "encoding to be sure: `import \"f.csv\" with encoding \"gbk\"`.",
    zh: "文件不是 UTF-8，因此采用了另一种与全部字节相符的编码。要确定编码，请写明：`导入 \"f.csv\" 设定 编码 \"gbk\"`。")
  static let appendMismatch = DiagnosticCode.appendMismatch
  static let unknownFormat = DiagnosticCode.unknownFormat

  static let chartNeeded = DiagnosticCode(
    "chart-needed",
    "SVG is a format for charts. Add a `chart` stage, or save the rows as csv, html or markdown.",
    zh: "SVG 是图表的格式。请加上 `图` 步骤，或把各行保存为 csv、html 或 markdown。")

  // MARK: - Form of a CSV file

  static let emptyFile = DiagnosticCode(
    "empty-file", "The file has no line with text on it, so there are no columns to read.",
    zh: "文件中没有任何有内容的行，因此没有可读的列。")
  static let noColumnNames = DiagnosticCode(
    "no-column-names",
    "The first line should name the columns, but all names are blank. Delete the line, or write "
      + "`with no header` if the file has no names.",
    zh: "第一行应是列名，但全部为空白。请删除该行；如果文件没有列名，请写 `设定 无表头`。")
  static let unnamedColumn = DiagnosticCode(
    "unnamed-column", "A column without a name was named after its place.",
    zh: "没有名称的列按其位置命名。")
  static let duplicateColumn = DiagnosticCode.duplicateColumn
  static let tooManyColumns = DiagnosticCode.tooManyColumns
  static let lineTooLong = DiagnosticCode(
    "line-too-long",
    "A line of the file is longer than 512 MiB, or the texts of 65,536 rows take more than 4 GiB. "
      + "Such a file is hardly a table; look whether its line breaks were lost.",
    zh: "文件中有一行超过 512 MiB，或者 65,536 行的文本超过 4 GiB。这样的文件不像是表格，请检查换行是否丢失。")
  static let headerNotFound = DiagnosticCode(
    "no-header-found",
    "The first line holds numbers or dates, so it was read as a row, and the columns were named "
      + "after their places. Write `with no header` to say so yourself, or add a line with names.",
    zh: "第一行中有数字或日期，因此作为数据读取，各列按位置命名。可写 `设定 无表头` 予以确认，或在文件中加上列名行。")
  static let headerLooksLikeData = DiagnosticCode(
    "header-looks-like-data",
    "Some names in the first line are numbers or dates, as in a pivoted table. If the line is a "
      + "row, write `with no header`.",
    zh: "第一行的部分列名是数字或日期，像是透视后的表。如果该行是数据，请写 `设定 无表头`。")
  static let missingColumns = DiagnosticCode(
    "missing-columns",
    "The table's declaration names columns that the file does not have; their values are missing.",
    zh: "表的声明中有文件所没有的列，这些列的值为空。")
  static let columnNotInFile = DiagnosticCode(
    "column-not-in-file", "A type was set for a column that the file does not have.",
    zh: "为文件中没有的列设定了类型。")

  // MARK: - Column files

  static let damagedFile = DiagnosticCode(
    "damaged-file",
    "A column file has a checksum for every column of every block. These bytes do not fit theirs: "
      + "the file was copied in part, or changed by something else. Columns without damage can still be used.",
    zh: "列文件中每一块的每一列都有校验值。这些字节与校验值不符：文件可能没有复制完整，或被其他程序改动。未损坏的列仍可使用。")
  static let newerFile = DiagnosticCode(
    "newer-file", "The column file was written by a pq that is newer than this one.",
    zh: "该列文件由更新版本的 pq 写出。")
  static let storedType = DiagnosticCode(
    "stored-type",
    "A column file keeps the types of its columns, and one of them is not what the table declares. "
      + "Reading CSV would turn texts into the declared type; a column file is taken as it is.",
    zh: "列文件保存各列的类型，其中一列与表的声明不同。读取 CSV 时文本会转换为声明的类型，列文件则原样采用。")
  static let columnFileSettings = DiagnosticCode(
    "column-file-settings",
    "Delimiter, encoding, header and types are settings for text files. A column file says all of "
      + "this itself.",
    zh: "分隔符、编码、表头和类型是文本文件的设定。列文件自身已包含这些信息。")

  // MARK: - Types and values

  static let mixedColumn = DiagnosticCode(
    "mixed-column",
    "A column gets a type only if all of its values fit. This one stayed text because of a few. "
      + "Correct them, or set the type: the rows that do not fit are then rejected and counted.",
    zh: "只有全部值都符合，列才会采用某种类型。该列因少数值不符而保留为文本。"
      + "请更正这些值，或设定类型：不符合的行会被拒收并计数。")
  static let ambiguousDate = DiagnosticCode(
    "ambiguous-date",
    "05/06/2020 is 5 June or 6 May, and no row of the column tells which. Write `with day first` "
      + "or `with month first`.",
    zh: "05/06/2020 可能是 6 月 5 日，也可能是 5 月 6 日，该列没有任何一行能够说明。"
      + "请写 `设定 日在前` 或 `设定 月在前`。")
  static let contradictingDates = DiagnosticCode(
    "contradicting-dates",
    "Some dates of the column make sense only with the day first, others only with the month first. "
      + "Write `with day first` or `with month first`; the rows that do not fit are then rejected.",
    zh: "该列有些日期只能按日在前理解，另一些只能按月在前理解。"
      + "请写 `设定 日在前` 或 `设定 月在前`，不符合的行会被拒收。")
  static let raggedRow = DiagnosticCode(
    "ragged-row", "The row has more or fewer cells than the file has columns.",
    zh: "该行的单元格数与文件的列数不同。")
  static let strayQuote = DiagnosticCode(
    "stray-quote",
    "Text follows a closing quote. A quote inside a quoted cell is written twice: `\"say \"\"hi\"\"\"`.",
    zh: "右引号之后还有文字。引号内的引号应写两次：`\"say \"\"hi\"\"\"`。")
  static let unterminatedQuote = DiagnosticCode(
    "unterminated-quote", "A quote opens a cell and is never closed in the rest of the file.",
    zh: "单元格以引号开始，但直到文件末尾都没有对应的右引号。")
  static let missingValue = DiagnosticCode(
    "missing-value",
    "The column must have a value in every row; `?` in its declaration would allow "
      + "gaps.",
    zh: "该列每行都必须有值；在声明中加 `?` 则允许为空。")
  static let unreadableValue = DiagnosticCode(
    "unreadable-value", "The text is not a value of the column's type.", zh: "该文本不是该列类型的值。")
  static let unreadableDate = DiagnosticCode.unreadableDate
  static let unreadableNumber = DiagnosticCode.unreadableNumber
  static let unknownCode = DiagnosticCode.unknownCode
  static let rowsRejected = DiagnosticCode(
    "rows-rejected",
    "Some rows of the file do not fit and were left out. `rejects(NAME)` lists them with line, "
      + "column and reason.",
    zh: "文件中有些行不符合要求，没有读入。`rejects(表名)` 列出这些行及其行号、列和原因。")

  // MARK: - What exports add and lose

  static let titleLines = DiagnosticCode(
    "title-lines",
    "The columns of a declared table are named below a title or remarks; those lines are no rows.",
    zh: "已声明的表，其列名之上有标题或说明，这些行不是数据。")
  static let totalRow = DiagnosticCode(
    "total-row",
    "A line of a declared table begins with 合计, 总计, 小计, 共计 or total: it adds up other lines, so "
      + "counting it would count them twice.",
    zh: "已声明的表中，以“合计”“总计”“小计”“共计”开头的行是对其他行的汇总，计入会重复。")
  static let spreadsheetDate = DiagnosticCode(
    "spreadsheet-date",
    "A date came as the number of a day, such as 44050. Spreadsheets count days from 1900 or from "
      + "1904, and the file does not say which, so the row is left out rather than put four years "
      + "off. Format the column as a date and export it again.",
    zh: "日期以序号（如 44050）的形式出现。电子表格从 1900 年或 1904 年起计日，而文件没有说明是哪一种，"
      + "为避免相差四年，该行不读入。请把该列设为日期格式后重新导出。")
  static let digitsLost = DiagnosticCode(
    "digits-lost",
    "A spreadsheet shows more than eleven digits as 3.7E+17 and keeps only fifteen. The digits are "
      + "not in the file any more: export it again from the system that has them.",
    zh: "电子表格会把超过十一位的数字显示为 3.7E+17，且只保留十五位有效数字。文件中已没有这些数字，"
      + "请从原系统重新导出。")
}
