import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

extension Binder {
  /// Binds `chart bar|line|heat [COLUMN, …]`: the first columns are labels, the others values.
  mutating func bindChart(
    _ kindName: NameSyntax, _ names: [NameSyntax], _ stage: StageSyntax,
    _ relation: inout Relation
  ) {
    keepApart(&relation, at: stage.range)
    relation.normalize()
    guard let kind = ChartPlan.Kind(named: kindName.text) else { return }
    let chosen = names.compactMap { indexOfColumn($0, relation) }
    guard chosen.count == names.count, !relation.isBroken,
      !relation.columns.contains(where: \.isBroken)
    else { return }
    var (labels, values) = chartColumns(kind, chosen, relation)
    if kind == .heat, values.isEmpty, labels.count > 2 { labels = Array(labels.prefix(2)) }
    guard !labels.isEmpty, !values.isEmpty else {
      report(.nothingToDraw(kind, hasLabels: !labels.isEmpty), at: stage.range)
      return
    }
    if kind == .line, let other = secondKey(labels, values, relation) {
      report(.tooManyLabels(other), at: stage.range)
      return
    }
    for position in values where !relation.columns[position].field.type.isDrawable {
      let field = relation.columns[position].field
      let range = chosen.firstIndex(of: position).map { names[$0].range } ?? stage.range
      report(.notDrawable(field.name, field.type), at: range)
      return
    }
    relation.wrap(
      .chart(relation.plan, ChartPlan(kind: kind, labels: labels, values: values)))
  }

  /// The key of a grouped table that a line would run across unseen.
  private func secondKey(_ labels: [Int], _ values: [Int], _ relation: Relation) -> String? {
    guard relation.isGrouped, labels.contains(where: { relation.columns[$0].role == .key })
    else { return nil }
    return relation.columns.indices.first {
      relation.columns[$0].role == .key && !labels.contains($0) && !values.contains($0)
    }.map { relation.columns[$0].field.name }
  }

  private func chartColumns(
    _ kind: ChartPlan.Kind, _ chosen: [Int], _ relation: Relation
  ) -> (labels: [Int], values: [Int]) {
    let columns = relation.columns
    let isValue = { (position: Int) in
      relation.isGrouped
        ? columns[position].role != .key && columns[position].field.type.isDrawable
        : columns[position].field.type.isDrawable
    }
    let all = Array(columns.indices)
    let keyCount = columns.count { $0.role == .key }
    let labelLimit = kind == .heat ? 2 : kind == .bar ? max(1, keyCount) : 1
    if chosen.isEmpty {
      let labels = all.filter { !isValue($0) }.prefix(labelLimit)
      let values = all.filter(isValue)
      let isSquare = kind == .heat && labels.count == 2
      return (Array(labels), isSquare ? Array(values.prefix(1)) : values)
    }
    let labels = chosen.prefix { !isValue($0) }.prefix(labelLimit)
    if labels.isEmpty {
      return (Array(all.filter { !isValue($0) }.prefix(labelLimit)), chosen)
    }
    let rest = Array(chosen.dropFirst(labels.count))
    let values = rest.isEmpty ? all.filter(isValue) : rest
    return (Array(labels), values)
  }

  /// Binds `save [append] "f.csv" [as FORMAT]`.
  mutating func bindSave(
    _ path: TemplateSyntax, _ appends: Bool, _ format: NameSyntax?, _ stage: StageSyntax,
    _ relation: inout Relation
  ) {
    keepApart(&relation, at: stage.range)
    relation.normalize()
    guard let template = bindTemplate(path) else { return }
    var name: String?
    if let format, !format.text.isEmpty {
      guard let known = SaveFormats.name(of: format.text) else {
        report(
          .unknownFormat(format.text, nearest: SaveFormats.nearest(format.text)), at: format.range)
        return
      }
      name = known
    } else if let last = template.lastText {
      guard let fileExtension = SaveFormats.fileExtension(of: last) else {
        report(.noExtension(), at: path.range)
        return
      }
      guard SaveFormats.byExtension[fileExtension] != nil else {
        report(
          .unknownExtension(fileExtension, nearest: SaveFormats.nearest(fileExtension)),
          at: path.range)
        return
      }
      name = nil
      if SaveFormats.byExtension[fileExtension] == "svg" { name = "svg" }
    }
    let isChart = if case .chart = relation.plan.node { true } else { false }
    if name == "svg" && !isChart {
      report(.drawingWithoutChart(), at: path.range)
      return
    }
    if relation.isBroken { return }
    relation.wrap(
      .save(
        relation.plan,
        SavePlan(
          path: template, appends: appends, format: name == "svg" ? nil : name,
          location: location(path.range))))
  }
}

/// The formats that `save` knows.
package enum SaveFormats {
  static let byExtension = [
    "csv": "csv", "tsv": "tsv", "json": "json", "jsonl": "jsonl", "md": "markdown",
    "html": "html", "htm": "html", "txt": "table", "svg": "svg", "pqc": "pqc",
  ]

  package static let names = [
    "table", "csv", "tsv", "json", "jsonl", "markdown", "html", "vertical", "list", "svg",
    "pqc",
  ]

  static func name(of text: String) -> String? {
    names.contains(text) ? text : byExtension[text]
  }

  /// The part of a path behind the last point of its last component.
  static func fileExtension(of path: String) -> String? {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let point = file.lastIndex(of: "."), file.index(after: point) < file.endIndex else {
      return nil
    }
    return file[file.index(after: point)...].lowercased()
  }

  static func nearest(_ text: String) -> [String] {
    let extensions = byExtension.keys.filter { !names.contains($0) }.sorted()
    return SpellingSuggestion.nearest(to: text, among: names + extensions)
  }
}

extension BoundTemplate {
  /// The text at its end, or `nil` if the end is computed.
  var lastText: String? {
    if case .text(let text) = parts.last { text } else { nil }
  }
}

extension ChartPlan.Kind {
  init?(named name: String) {
    switch name {
    case "bar", "柱状": self = .bar
    case "line", "折线": self = .line
    case "heat", "热力": self = .heat
    default: return nil
    }
  }
}

extension DataType {
  /// Whether a chart can draw it as a length.
  var isDrawable: Bool { isNumeric || self == .duration }
}
