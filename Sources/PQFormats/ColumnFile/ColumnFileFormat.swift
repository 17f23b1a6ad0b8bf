/// pq's own file for one table, which opens at once whatever its size.
///
///     "PQCOLUMN"  version  0            16 bytes
///     parts                             each at a multiple of 8, padded with 0
///     directory                         what the parts are: see `ColumnFileDirectory`
///     offset, length, checksum          of the directory, 8 bytes each
///     "PQCOLEND"
///
/// A part is one column of one block (`ColumnPart`), or one column's dictionary. Numbers are
/// little-endian. The directory comes last, so that a file is written from front to back; every
/// part and the directory itself have a checksum, and a reader looks only at the parts it needs.
enum ColumnFileFormat {
  static let opening = Array("PQCOLUMN".utf8)
  static let closing = Array("PQCOLEND".utf8)
  static let version: UInt32 = 1
  static let headerLength = 16
  static let trailerLength = 32
}

/// How the values of a part are stored. Its number stands in files: it never changes its meaning.
enum ColumnEncoding: UInt8 {
  /// Nothing but a value, the same for every row.
  case constant = 0
  /// Bits, 64 to a word.
  case boolean = 1
  case int8 = 2
  case int16 = 3
  case int32 = 4
  case int64 = 5
  case float = 6
  /// One offset of 32 bits more than rows, then UTF-8.
  case text = 7
  /// Codes into the column's dictionary.
  case uint8 = 8
  case uint16 = 9
  case uint32 = 10
  /// All numerators, then all denominators.
  case ratio = 11
}

/// Where bytes of a column stand in a file, and what they are.
struct ColumnPart: Hashable {
  var encoding: ColumnEncoding
  /// Whether the bits that tell which rows are present stand before the values.
  var hasValidity = false
  var offset = 0
  var length = 0
  var checksum: UInt64 = 0
  var missingCount = 0
}
