import PQColumnar

/// What `--for-excel` changes in CSV and TSV: spreadsheets run some texts as formulas, and take
/// long digits for numbers.
///
///     =1+1                  '=1+1
///     110101199003070012    a tab, then the digits
///     -5 in a number        -5
enum SpreadsheetCells {
  /// Tells a spreadsheet that the file is UTF-8.
  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  /// With more digits a spreadsheet shows 1.1E+17, and past fifteen it changes them.
  private static let safeDigitCount = 11
  private static let safeNumberDigitCount = 15

  /// Changes a cell's text so that a spreadsheet shows it as it is.
  static func protect(_ text: inout [UInt8], of type: DataType) {
    guard let first = text.first else { return }
    if type.isNumeric {
      if text.count(where: isDigit) > safeNumberDigitCount, text.allSatisfy({ isDigit($0) }) {
        text.insert(UInt8(ascii: "\t"), at: 0)
      }
      return
    }
    if "=+-@\t\r\n".utf8.contains(first) || startsWide(text) {
      text.insert(UInt8(ascii: "'"), at: 0)
    } else if text.allSatisfy({ isDigit($0) }) {
      let losesZeros = first == UInt8(ascii: "0") && text.count > 1
      if losesZeros || text.count > safeDigitCount { text.insert(UInt8(ascii: "\t"), at: 0) }
    }
  }

  /// Whether the text starts with a full-width `＝＋－＠`, which some spreadsheets take for the
  /// narrow one.
  private static func startsWide(_ text: [UInt8]) -> Bool {
    text.first == 0xEF && ["＝", "＋", "－", "＠"].contains { text.starts(with: $0.utf8) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
