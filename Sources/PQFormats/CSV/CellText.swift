/// The text that a cell stands for.
enum CellText {
  /// Returns the bytes of a cell with doubled quotes made single.
  static func unescaped(_ bytes: Span<UInt8>, _ cell: CSVCell, quote: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(cell.end - cell.start)
    var position = cell.start
    while position < cell.end {
      let byte = bytes[position]
      result.append(byte)
      let isDoubled = cell.hasDoubledQuotes && byte == quote
      position += isDoubled ? 2 : 1
    }
    return result
  }

  static func string(_ bytes: Span<UInt8>, _ cell: CSVCell, quote: UInt8) -> String {
    String(decoding: unescaped(bytes, cell, quote: quote), as: UTF8.self)
  }
}
