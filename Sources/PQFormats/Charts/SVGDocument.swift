import PQColumnar
import PQDiagnostics

/// An SVG picture that needs nothing from outside: no scripts, no fonts, no style sheets.
struct SVGDocument {
  var width: Double
  var height: Double = 0
  private var elements: [String] = []

  static let fontSize = 13.0
  /// Fonts with Chinese characters of each common system, then whatever the viewer has.
  private static let fonts =
    "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',SimHei,sans-serif"
  static let colors = ["#2f6db3", "#d9822b", "#3a9b6b", "#b84a62", "#7a5aa8", "#7d7d7d"]

  /// Returns the color of a series: the one that its name says, or its place's.
  static func color(of name: String, at index: Int) -> String {
    ColorWord.color(of: name) ?? colors[index % colors.count]
  }

  static let faint = "#d5d5d5"
  static let ink = "#333333"

  enum Anchor: String {
    case start
    case middle
    case end
  }

  init(width: Double) {
    self.width = width
  }

  /// Returns about how wide a text is drawn: half the size per terminal cell.
  static func width(of text: String, size: Double = fontSize) -> Double {
    Double(DisplayWidth.cells(of: text)) * size * 0.56
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, color: String = ink
  ) {
    let escaped = HTMLWriter.escaped(text, lineBreak: " ")
    elements.append(
      "<text x=\"\(SVGDocument.number(x))\" y=\"\(SVGDocument.number(y))\" fill=\"\(color)\""
        + " text-anchor=\"\(anchor.rawValue)\">\(escaped)</text>")
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, color: String, opacity: Double = 1
  ) {
    let shade = opacity < 1 ? " fill-opacity=\"\(SVGDocument.number(opacity))\"" : ""
    elements.append(
      "<rect x=\"\(SVGDocument.number(x))\" y=\"\(SVGDocument.number(y))\""
        + " width=\"\(SVGDocument.number(max(0, width)))\""
        + " height=\"\(SVGDocument.number(height))\" fill=\"\(color)\"\(shade)/>")
  }

  mutating func line(x1: Double, y1: Double, x2: Double, y2: Double, color: String = faint) {
    elements.append(
      "<line x1=\"\(SVGDocument.number(x1))\" y1=\"\(SVGDocument.number(y1))\""
        + " x2=\"\(SVGDocument.number(x2))\" y2=\"\(SVGDocument.number(y2))\""
        + " stroke=\"\(color)\"/>")
  }

  mutating func curve(_ points: [(x: Double, y: Double)], color: String) {
    let list = points.map { "\(SVGDocument.number($0.x)),\(SVGDocument.number($0.y))" }
    elements.append(
      "<polyline points=\"\(list.joined(separator: " "))\" fill=\"none\" stroke=\"\(color)\""
        + " stroke-width=\"2\"/>")
  }

  mutating func dot(x: Double, y: Double, color: String) {
    elements.append(
      "<circle cx=\"\(SVGDocument.number(x))\" cy=\"\(SVGDocument.number(y))\" r=\"2.5\""
        + " fill=\"\(color)\"/>")
  }

  var string: String {
    let size = "\(SVGDocument.number(width))\" height=\"\(SVGDocument.number(height))"
    let box = "0 0 \(SVGDocument.number(width)) \(SVGDocument.number(height))"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(size)" viewBox="\(box)" \
      font-family="\(SVGDocument.fonts)" font-size="\(SVGDocument.number(SVGDocument.fontSize))">
      <rect width="100%" height="100%" fill="#ffffff"/>
      \(elements.joined(separator: "\n"))
      </svg>

      """
  }

  /// Returns a coordinate with at most one decimal.
  static func number(_ number: Double) -> String {
    guard number.isFinite else { return "0" }
    let tenths = Int64(min(1e12, max(-1e12, (number * 10).rounded())))
    return ValueFormat.text(.decimal(Decimal(mantissa: tenths, scale: 1)), as: .float)
  }
}
