import PQColumnar
import PQDiagnostics

/// What a chart draws: a label for each row, and a number for each row of each series.
struct ChartData {
  struct Point {
    /// `nil` where the value is missing.
    var number: Double?
    var text: String
  }

  struct Series {
    let name: String
    var points: [Point] = []

    var numbers: [Double] { points.compactMap(\.number) }
  }

  /// What the axes are about: the headings of the label columns.
  let labelNames: [String]
  /// One list per label column.
  private(set) var labels: [[String]]
  private(set) var series: [Series]
  /// Where each row stands on the calendar, if the first label column holds dates, times or
  /// periods; `nil` for a row where it is missing.
  private var places: [Double?]?
  /// Rows that were not taken in because of the limit.
  let hiddenRowCount: Int

  var rowCount: Int { labels.first?.count ?? 0 }

  /// Takes in the rows without the total, which would dwarf them.
  init(
    _ table: Table, _ request: ChartRequest, options: WriteOptions, limit: Int
  ) throws(QueryError) {
    let rows = TableRows(table)
    let formatters = rows.cells.map {
      ReadingFormatter($0, language: options.language, groupsDigits: true)
    }
    let all = table.schema.fields.indices
    let labelColumns = request.labels.filter { all.contains($0) }
    let valueColumns = request.values.filter { all.contains($0) }
    labelNames = labelColumns.map { DisplayWidth.visible(formatters[$0].heading) }
    var labels: [[String]] = labelColumns.map { _ in [] }
    var series = valueColumns.map { Series(name: DisplayWidth.visible(formatters[$0].heading)) }
    hiddenRowCount = max(0, table.rowCount - limit)
    let calendar = labelColumns.first.flatMap { column -> (column: Int, type: DataType)? in
      let type = table.schema.fields[column].type
      return type.isOnCalendar ? (column, type) : nil
    }
    var places: [Double?] = []
    try rows.forEach(isCancelled: options.isCancelled, limit: limit) {
      (columns, row, isTotal) throws(QueryError) in
      if isTotal { return }
      if let calendar {
        places.append(columns[calendar.column].place(at: row, as: calendar.type))
      }
      for (index, column) in labelColumns.enumerated() {
        let text = formatters[column].text(columns[column], at: row)
        labels[index].append(DisplayWidth.visible(text))
      }
      for (index, column) in valueColumns.enumerated() {
        let type = table.schema.fields[column].type
        let number = columns[column].number(at: row, as: type)
        let text = DisplayWidth.visible(formatters[column].text(columns[column], at: row))
        series[index].points.append(Point(number: number, text: text))
      }
    }
    if labels.isEmpty {
      let count = table.rowCount - hiddenRowCount
      labels = [(0..<count).map { String($0 + 1) }]
    }
    if request.kind != .heat, let first = labels.first, labels.count > 1 {
      labels = [
        first.indices.map { row in labels.map { $0[row] }.joined(separator: " · ") }
      ]
    }
    self.labels = labels
    self.series = series
    self.places = calendar == nil ? nil : places
  }

  /// A row of a curve, and how far along the axis it stands: 0 at the left, 1 at the right.
  struct AxisPoint {
    let row: Int
    let share: Double
  }

  /// The rows of a curve from left to right: those on the calendar keep their place there, others
  /// stand in their order at equal distances.
  var axis: [AxisPoint] {
    guard let places else {
      let last = max(1, rowCount - 1)
      return (0..<rowCount).map { AxisPoint(row: $0, share: Double($0) / Double(last)) }
    }
    let placed = places.enumerated().compactMap { row, place in
      place.map { (row: row, place: $0) }
    }.sorted { ($0.place, $0.row) < ($1.place, $1.row) }
    guard let first = placed.first?.place, let last = placed.last?.place else { return [] }
    let length = last > first ? last - first : 1
    return placed.map { AxisPoint(row: $0.row, share: ($0.place - first) / length) }
  }

  /// The numbers of a series through which its curve passes.
  func drawnNumbers(of series: Series) -> [Double] {
    axis.compactMap { series.points[$0.row].number }
  }

  /// Rows that have no place on the calendar, so that no curve passes through them.
  var unplacedCount: Int { places?.count { $0 == nil } ?? 0 }

  /// The least and greatest number of all series, 0 among them.
  var range: ClosedRange<Double> {
    var range = 0.0...0.0
    for number in series.flatMap(\.numbers) {
      range = min(range.lowerBound, number)...max(range.upperBound, number)
    }
    return range
  }
}

extension DataType {
  /// Whether values have a place on the calendar.
  fileprivate var isOnCalendar: Bool {
    switch self {
    case .date, .datetime, .period: true
    default: false
    }
  }
}

extension Column {
  /// Returns a place on the calendar as a number, in steps of the type; `nil` if it is missing.
  fileprivate func place(at row: Int, as type: DataType) -> Double? {
    switch value(at: row, as: type) {
    case .date(let number), .datetime(let number), .period(let number): Double(number)
    default: nil
    }
  }

  /// Returns a value as a length to draw; `nil` if it is missing or no amount.
  fileprivate func number(at row: Int, as type: DataType) -> Double? {
    switch value(at: row, as: type) {
    case .integer(let number), .duration(let number): Double(number)
    case .decimal(let decimal):
      ExactDivision.double(
        Int128(decimal.mantissa), by: ExactDivision.powerOfTen(decimal.scale))
    case .float(let number): number.isFinite ? number : nil
    case .ratio(let ratio):
      ExactDivision.double(Int128(ratio.numerator), by: Int128(ratio.denominator))
    case .boolean(let flag): flag ? 1 : 0
    case .missing, .text, .date, .datetime, .period, .code: nil
    }
  }
}
