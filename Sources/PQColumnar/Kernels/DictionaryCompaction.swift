/// Puts the texts of several blocks into one dictionary that holds just what some row has.
///
/// A dictionary may hold values that no row uses any more: filtered away, withheld, rejected. They
/// must not get into a file.
package struct DictionaryCompaction: Sendable {
  private var builder = DictionaryBuilder()
  private var maps: [ObjectIdentifier: [Int32]] = [:]
  /// Keeps the dictionaries alive, so that their identities stay theirs.
  private var known: [TextDictionary] = []

  package init() {}

  /// The texts so far, in order of first use.
  package var dictionary: TextColumn { builder.dictionary }

  /// Returns the new code of each row; 0 where one is missing.
  package mutating func codes(of column: DictionaryColumn) -> [UInt32] {
    let identity = ObjectIdentifier(column.dictionary)
    var map = maps.removeValue(forKey: identity) ?? newMap(of: column.dictionary)
    let entries = column.dictionary.entries
    let bytes = entries.bytes
    var result: [UInt32] = []
    result.reserveCapacity(column.count)
    for (row, code) in column.codes.enumerated() {
      if column.validity?[row] == false {
        result.append(0)
        continue
      }
      let code = Int(code)
      if map[code] < 0 {
        let range = entries.range(of: code)
        map[code] = Int32(builder.code(of: bytes.span, range.lowerBound, range.upperBound))
      }
      result.append(UInt32(map[code]))
    }
    maps[identity] = map
    return result
  }

  private mutating func newMap(of dictionary: TextDictionary) -> [Int32] {
    known.append(dictionary)
    return Array(repeating: -1, count: dictionary.count)
  }
}
