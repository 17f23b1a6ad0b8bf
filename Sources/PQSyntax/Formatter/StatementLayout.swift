import PQDiagnostics

/// Sets one statement on the page: which tokens begin a line, how far lines are indented, and
/// where spaces stand.
struct StatementLayout {
  /// Longer one-line pipelines are broken at their bars.
  static let lineLength = 100

  private(set) var tokens: [LayoutToken]

  /// Lays out the tokens of a statement. `width` is the statement's own in one line, the same in
  /// either language, so that a translation never moves a line break.
  init(_ tokens: [LayoutToken], width: Int) {
    self.tokens = tokens
    breakBehindComments()
    breakPipelines(isTooWide: width > Self.lineLength)
    alignColumns()
  }

  /// Returns tokens on one line.
  static func line(_ tokens: [LayoutToken]) -> String {
    var result = ""
    for (index, token) in tokens.enumerated() {
      if index > 0 {
        let spaces = LayoutToken.spaces(between: tokens[index - 1], token) + token.padding
        result += String(repeating: " ", count: spaces)
      }
      result += token.text
    }
    return result
  }

  // MARK: - Line breaks

  private mutating func breakBehindComments() {
    for index in tokens.indices.dropFirst() where tokens[index - 1].isComment {
      tokens[index].startsLine = true
    }
  }

  /// Puts each stage of a pipeline on its own line if one of them is, or if it is too wide.
  private mutating func breakPipelines(isTooWide: Bool) {
    var groups: [[Int]] = [[]]
    var pipelines: [[Int]] = []
    for (index, token) in tokens.enumerated() {
      if token.opensBracket { groups.append([]) }
      if token.closesBracket, groups.count > 1 { pipelines.append(groups.removeLast()) }
      if token.isSymbol(.bar) { groups[groups.count - 1].append(index) }
    }
    for (depth, bars) in groups.enumerated() {
      let isOneLine = !tokens.dropFirst().contains { $0.startsLine }
      breakPipeline(bars, always: depth == 0 && isTooWide && isOneLine)
    }
    for bars in pipelines { breakPipeline(bars, always: false) }
  }

  private mutating func breakPipeline(_ bars: [Int], always: Bool) {
    let isBroken =
      always
      || bars.contains { bar in
        tokens[bar].startsLine || (bar + 1 < tokens.count && tokens[bar + 1].startsLine)
      }
    guard isBroken else { return }
    for bar in bars {
      tokens[bar].startsLine = true
      if bar + 1 < tokens.count, !tokens[bar + 1].isComment {
        tokens[bar].hasBlankLine = tokens[bar].hasBlankLine || tokens[bar + 1].hasBlankLine
        tokens[bar + 1].startsLine = false
        tokens[bar + 1].hasBlankLine = false
      }
    }
  }

  // MARK: - Columns of a table's declaration

  /// Lines up the types of the columns.
  private mutating func alignColumns() {
    let starts = tokens.indices.filter { tokens[$0].role == .columnName }
    guard starts.allSatisfy({ tokens[$0].startsLine }) else { return }
    let width = starts.map { DisplayWidth.cells(of: tokens[$0].text) }.max() ?? 0
    for start in starts where start + 1 < tokens.count && !tokens[start + 1].startsLine {
      tokens[start + 1].padding = width - DisplayWidth.cells(of: tokens[start].text)
    }
  }

  // MARK: - Lines

  private struct OpenBracket {
    let lineIndentation: Int
    var hasBar = false
  }

  /// Returns the statement's text, without a line break at its end.
  func text() -> String {
    var result = ""
    var line: [LayoutToken] = []
    var indentation = 0
    var open: [OpenBracket] = []
    var hasBar = false
    for (index, token) in tokens.enumerated() {
      if index > 0, token.startsLine {
        result += Self.line(line) + (token.hasBlankLine ? "\n\n" : "\n")
        line = []
        indentation = self.indentation(at: index, open: &open, hasBar: &hasBar)
        result += String(repeating: " ", count: indentation)
      }
      line.append(token)
      if token.opensBracket { open.append(OpenBracket(lineIndentation: indentation)) }
      if token.closesBracket, !open.isEmpty { open.removeLast() }
    }
    return result + Self.line(line)
  }

  private func indentation(
    at index: Int, open: inout [OpenBracket], hasBar: inout Bool
  ) -> Int {
    // A comment stands where the line below it stands.
    let follower = tokens[index...].first { !$0.isComment }
    let isBar = follower?.isSymbol(.bar) ?? false
    guard let bracket = open.last else {
      if isBar { hasBar = true }
      return isBar || !hasBar ? 2 : 4
    }
    if tokens[index].closesBracket { return bracket.lineIndentation }
    let base = bracket.lineIndentation + 2
    if isBar {
      open[open.count - 1].hasBar = true
      return base + 2
    }
    return bracket.hasBar ? base + 4 : base
  }
}
