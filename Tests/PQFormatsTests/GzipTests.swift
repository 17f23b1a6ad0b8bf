import PQDiagnostics
import PQFormats
import Testing

struct GzipTests {
  /// `品种,重量` and `苹果,12`, packed.
  private let first: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x7B, 0x3A, 0xB9, 0xF1,
    0xF9, 0xF2, 0x5E, 0x9D, 0x97, 0xED, 0xBD, 0x2F, 0xDB, 0xFB, 0xB9, 0x5E, 0x74, 0xEF,
    0x7C, 0x36, 0x6F, 0x8E, 0x8E, 0xA1, 0x11, 0x17, 0x00, 0xD6, 0xAD, 0xE7, 0x11, 0x18,
    0x00, 0x00, 0x00,
  ]
  /// `梨,7`, packed.
  private let second: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x7B, 0xB6, 0x68, 0x85,
    0x8E, 0x39, 0x17, 0x00, 0x8E, 0x52, 0x62, 0xB2, 0x06, 0x00, 0x00, 0x00,
  ]

  private func read(_ bytes: [UInt8], name: String = "fruit.csv.gz") throws -> LoadedTable {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = "\(folder.path)/\(name)"
    let file = try AtomicFile(path)
    try file.write(bytes)
    try file.commit()
    var options = CSVOptions()
    options.chunkSize = 5
    options.computesDigest = true
    return try CSVReader.read(path: path, name: "fruit", options: options)
  }

  @Test func unpacksOnTheWay() throws {
    let loaded = try read(first)
    #expect(try written(loaded.table, .list) == "品种|重量\n苹果|12\n")
    #expect(loaded.digest != nil)
    #expect(try written(read(first, name: "fruit.TSV.GZ").table, .list) == "品种,重量\n苹果,12\n")
  }

  @Test func membersFollowEachOther() throws {
    #expect(try written(read(first + second).table, .list) == "品种|重量\n苹果|12\n梨|7\n")
    // Padding behind the last member is passed over.
    #expect(try written(read(first + [0, 0, 0]).table, .list) == "品种|重量\n苹果|12\n")
  }

  @Test func damageIsNoticed() {
    var flipped = first
    flipped[first.count - 6] ^= 1
    for bytes in [Array(first.dropLast(9)), Array(first.dropLast()), flipped, Array("a,b\n".utf8)] {
      #expect(code { _ = try read(bytes) } == "damaged-archive")
    }
  }
}
