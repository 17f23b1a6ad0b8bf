/// Hashes rows by value: equal rows have equal hashes in every run and every encoding.
package enum RowHash {
  /// Returns one hash per row; missing values hash alike.
  ///
  /// - Precondition: each column has `rowCount` rows.
  package static func hashes(
    of columns: [Column], types: [DataType], rowCount: Int
  ) -> [UInt64] {
    var states = [UInt64](repeating: 0, count: rowCount)
    for (column, type) in zip(columns, types) {
      let words = self.words(of: column, type)
      for row in 0..<rowCount { states[row] = TextHash.mix(states[row] ^ words[row]) }
    }
    return states
  }

  private static let missing: UInt64 = 0x6D69_7373_696E_6721

  private static func words(of column: Column, _ type: DataType) -> [UInt64] {
    let validity = column.validity
    func each(_ word: (Int) -> UInt64) -> [UInt64] {
      (0..<column.count).map { validity?[$0] == false ? missing : TextHash.mix(word($0)) }
    }
    switch type {
    case .text:
      let operand = TextOperand(column)
      func hash(of entry: Int) -> UInt64 {
        TextHash.hash(
          operand.bytes.span, Int(operand.offsets[entry]), Int(operand.offsets[entry + 1]))
      }
      if operand.entryCount > operand.count { return each { hash(of: operand.entry(of: $0)) } }
      let entries = (0..<operand.entryCount).map(hash)
      return each { entries[operand.entry(of: $0)] }
    case .boolean:
      let bits = Conditions.bits(of: column)
      return each { bits[$0] ? 1 : 0 }
    case .float:
      let operand = Operand(floats: column)
      return each { operand[$0] == 0 ? 0 : operand[$0].bitPattern }
    case .ratio:
      let operand = Operand(ratios: column).map(KeyWords.reduced)
      return each {
        TextHash.mix(UInt64(bitPattern: operand[$0].numerator))
          ^ UInt64(bitPattern: operand[$0].denominator)
      }
    default:
      let operand = Operand(integers: column)
      return each { UInt64(bitPattern: operand[$0]) }
    }
  }
}
