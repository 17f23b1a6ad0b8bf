import PQColumnar

/// What a column's heading means, whatever an export put around it.
///
///     登记时间（必填）     登记时间
///     * 信访人数(人)       信访人数
///     信访件 ⏎ 编号        信访件编号
///     ID                   id
package enum HeaderText {
  /// Returns a heading without blanks, line breaks, remarks in brackets at its end, stars and
  /// colons, full-width letters as their twins, in lower case.
  package static func normalized(_ heading: String) -> String {
    var scalars: [Unicode.Scalar] = []
    for scalar in heading.unicodeScalars {
      let folded = CellFolding.fold(scalar)
      let isMark = folded.properties.isWhitespace || folded.properties.isDefaultIgnorableCodePoint
      if !isMark { scalars.append(folded) }
    }
    trimStarsAndColons(&scalars)
    while let open = openingBracket(ofLast: scalars), open > 0 {
      scalars.removeSubrange(open...)
      trimStarsAndColons(&scalars)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text).lowercased()
  }

  private static func trimStarsAndColons(_ scalars: inout [Unicode.Scalar]) {
    func isOrnament(_ scalar: Unicode.Scalar) -> Bool { ["*", ":", "★"].contains(scalar) }
    while let last = scalars.last, isOrnament(last) { scalars.removeLast() }
    while let first = scalars.first, isOrnament(first) { scalars.removeFirst() }
  }

  private static let brackets: [Unicode.Scalar: Unicode.Scalar] = [
    ")": "(", "]": "[", "】": "【", "〕": "〔",
  ]

  /// Returns where the bracket opens that closes at the end.
  private static func openingBracket(ofLast scalars: [Unicode.Scalar]) -> Int? {
    guard let last = scalars.last, let opening = brackets[last] else { return nil }
    return scalars.lastIndex(of: opening)
  }

  /// Returns for each field the position of its heading, if there is one.
  ///
  /// Names as they are written count before those that only mean the same; each heading is taken
  /// once.
  package static func positions(of fields: [Field], in headings: [String]) -> [Int?] {
    var taken: Set<Int> = []
    var result = fields.map { field -> Int? in
      let position = headings.indices.first {
        !taken.contains($0) && (headings[$0] == field.name || headings[$0] == field.chineseName)
      }
      if let position { taken.insert(position) }
      return position
    }
    if !result.contains(nil) { return result }
    let meanings = headings.map(normalized)
    for (index, field) in fields.enumerated() where result[index] == nil {
      let names = [field.name, field.chineseName ?? field.name].map(normalized)
      let position = headings.indices.first {
        !taken.contains($0) && names.contains(meanings[$0])
      }
      if let position { taken.insert(position) }
      result[index] = position
    }
    return result
  }
}
