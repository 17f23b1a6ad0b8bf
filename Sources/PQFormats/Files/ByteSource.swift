import PQDiagnostics
import PQDigest

/// A file that gives its bytes in order. One thread uses it at a time.
protocol ByteStream: AnyObject, Sendable {
  /// Appends at most so many of the next bytes, and returns how many; 0 at the end.
  func read(appendingTo bytes: inout [UInt8], atMost limit: Int) throws(QueryError) -> Int
  /// Goes to the place behind so many bytes.
  func restart(at position: Int) throws(QueryError)
  /// How much of the file was read.
  var progress: (done: Int, total: Int) { get }
  /// The digest of the file as it lies on the disk, if it was asked for and all of it was read.
  var digest: Digest? { get }
}

/// The bytes of a file in order, and again from the start.
///
/// The first bytes stay in memory, since the file's form is found out from them before its rows
/// are read; what cannot be read twice, as standard input, stays there whole.
struct ByteSource: Sendable {
  private(set) var front: [UInt8]
  /// Whether nothing follows the bytes in memory.
  private(set) var isWhole: Bool
  private let stream: (any ByteStream)?
  /// How many bytes in memory were given out.
  private var position = 0

  /// Bytes that are in memory already.
  init(_ bytes: [UInt8]) {
    front = bytes
    stream = nil
    isWhole = true
  }

  init(_ stream: any ByteStream) {
    front = []
    self.stream = stream
    isWhole = false
  }

  var progress: (done: Int, total: Int) { stream?.progress ?? (position, front.count) }

  var digest: Digest? { stream?.digest }

  /// Reads on until so many bytes are in memory, or all.
  mutating func grow(to count: Int, isCancelled: () -> Bool) throws(QueryError) {
    while let stream, !isWhole, front.count < count {
      if isCancelled() { throw QueryError(.interrupted()) }
      let step = min(count - front.count, 1 << 22)
      if try stream.read(appendingTo: &front, atMost: step) == 0 { isWhole = true }
    }
  }

  /// Starts over at a place among the bytes in memory.
  mutating func restart(at start: Int) throws(QueryError) {
    position = start
    if !isWhole { try stream?.restart(at: front.count) }
  }

  /// Appends at most so many of the next bytes, and returns how many; 0 at the end.
  mutating func read(
    appendingTo bytes: inout [UInt8], atMost limit: Int
  ) throws(QueryError) -> Int {
    if position < front.count {
      let end = min(front.count, position + limit)
      bytes.append(contentsOf: front[position..<end])
      defer { position = end }
      return end - position
    }
    guard let stream, !isWhole else { return 0 }
    return try stream.read(appendingTo: &bytes, atMost: limit)
  }
}
