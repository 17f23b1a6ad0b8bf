extension CSVScanner {
  /// Returns where a line begins, counted from 0, or the end of the file if it has fewer lines.
  ///
  /// Quotes mean nothing here: what stands above a table is no CSV.
  static func start(ofLine number: Int, in bytes: Span<UInt8>) -> Int {
    var position = 0
    var line = 0
    while line < number, position < bytes.count {
      line += 1
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n"),
        bytes[position] != UInt8(ascii: "\r")
      {
        position += 1
      }
      guard position < bytes.count else { break }
      let isPair =
        bytes[position] == UInt8(ascii: "\r") && position + 1 < bytes.count
        && bytes[position + 1] == UInt8(ascii: "\n")
      position += isPair ? 2 : 1
    }
    return position
  }
}
