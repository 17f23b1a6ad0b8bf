/// Colors the blocks and dots of a chart in character cells.
///
/// The colors are the terminal's own sixteen, which its user can read on light and on dark ground, and
/// they add nothing that the characters do not say.
enum ChartColor {
  private static let drawing = "36"
  /// From the faintest shade to the fullest.
  private static let shades: [Unicode.Scalar: String] = [
    "░": "34", "▒": "36", "▓": "33",
  ]
  private static let fullShade = "31"

  /// Returns a line with its drawing in color; `isHeat` tells shades apart.
  static func painted(_ line: String, isHeat: Bool) -> String {
    var result = String.UnicodeScalarView()
    var current = ""
    for scalar in line.unicodeScalars {
      let wanted = color(scalar, isHeat: isHeat)
      if wanted != current {
        let code = wanted.isEmpty ? "0" : wanted
        result.append(contentsOf: "\u{1B}[\(code)m".unicodeScalars)
        current = wanted
      }
      result.append(scalar)
    }
    if !current.isEmpty { result.append(contentsOf: "\u{1B}[0m".unicodeScalars) }
    return String(result)
  }

  private static func color(_ scalar: Unicode.Scalar, isHeat: Bool) -> String {
    switch scalar.value {
    // Blocks, their parts and shades.
    case 0x2580...0x259F: isHeat ? shades[scalar] ?? fullShade : drawing
    // Braille dots, but for the cell without any.
    case 0x2801...0x28FF: drawing
    default: ""
    }
  }
}
