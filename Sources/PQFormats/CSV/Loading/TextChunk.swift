import Glibc
import PQDiagnostics
import PQDigest

/// A run of whole lines of a file, as a worker gets it.
struct TextChunk: Sendable {
  /// Behind the text stand a line break and zeros, so that a loop may look a few words ahead.
  var bytes: [UInt8] = []
  /// The length of the text.
  var count = 0
  /// Where the text begins, counted from the first byte behind the header.
  var offset = 0
  /// Whether the file ends with it.
  var isLast = false

  /// Eight words, and a little.
  static let paddingCount = 72

  /// Takes the bytes it has for the text, and puts the line break and the zeros behind it.
  mutating func close(offset: Int, isLast: Bool) {
    self.offset = offset
    self.isLast = isLast
    count = bytes.count
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(0, count: TextChunk.paddingCount - 1))
  }
}

/// Cuts the bytes behind a file's header into chunks.
///
/// A chunk ends behind a line break that is probably the end of a record: one with an even number
/// of quotes before it. Whether it really is comes out when the chunk has been read; see
/// `ChunkSequence`.
struct ChunkCutter: Sendable {
  private var source: ByteSource
  private let file: String
  private let chunkSize: Int
  private let byteLimit: Int
  private let quote: UInt8
  /// What was read behind the last cut.
  private var rest: [UInt8] = []
  private var offset = 0
  private var isAtEnd = false

  /// A cut is looked for in as many chunks' bytes before any line break is taken.
  private static let patience = 4

  init(_ source: ByteSource, file: String, options: CSVOptions) {
    self.source = source
    self.file = file
    chunkSize = max(1, options.chunkSize)
    byteLimit = options.lineByteLimit
    quote = options.quote
  }

  var progress: (done: Int, total: Int) { source.progress }

  var digest: Digest? { source.digest }

  /// Returns the next chunk, in the memory of `buffer`; `nil` at the end.
  mutating func next(reusing buffer: inout [UInt8]) throws(QueryError) -> TextChunk? {
    var chunk = TextChunk()
    // A second holder of the memory would have it copied.
    swap(&chunk.bytes, &buffer)
    chunk.bytes.removeAll(keepingCapacity: true)
    chunk.bytes.append(contentsOf: rest)
    rest.removeAll(keepingCapacity: true)
    var target = min(max(chunkSize, chunk.bytes.count + 1), byteLimit)
    var tryCount = 0
    while true {
      while !isAtEnd, chunk.bytes.count < target {
        let count = try source.read(
          appendingTo: &chunk.bytes, atMost: target - chunk.bytes.count)
        if count == 0 { isAtEnd = true }
      }
      if isAtEnd { break }
      tryCount += 1
      let cut = LineCut.find(
        chunk.bytes.span, quote: quote, isStrict: tryCount < ChunkCutter.patience)
      if let cut {
        rest.append(contentsOf: chunk.bytes[cut...])
        chunk.bytes.removeLast(chunk.bytes.count - cut)
        break
      }
      if chunk.bytes.count >= byteLimit { throw QueryError(.lineTooLong(file: file)) }
      // Growing by as much as there is keeps a file without line breaks linear.
      target += tryCount < ChunkCutter.patience ? chunkSize : chunk.bytes.count
      target = min(target, byteLimit)
    }
    if chunk.bytes.isEmpty { return nil }
    let start = offset
    offset += chunk.bytes.count
    chunk.close(offset: start, isLast: isAtEnd)
    return chunk
  }
}

/// Finds the place behind the last line of a text.
enum LineCut {
  /// Returns the place behind the last line break; with `isStrict` only one that has an even number
  /// of quotes before it.
  static func find(_ bytes: Span<UInt8>, quote: UInt8, isStrict: Bool) -> Int? {
    let quoteCount = isStrict ? count(of: quote, in: bytes) : 0
    var isInside = quoteCount % 2 != 0
    var lastReturn: Int?
    var position = bytes.count - 1
    while position >= 0 {
      let byte = bytes[unchecked: position]
      if byte == UInt8(ascii: "\n"), !isInside { return position + 1 }
      if byte == quote, quoteCount > 0 { isInside.toggle() }
      // What follows a CR at the very end is not known yet: it may be its LF.
      if byte == UInt8(ascii: "\r"), !isInside, lastReturn == nil, position + 1 < bytes.count {
        lastReturn = position + 1
      }
      position -= 1
    }
    return lastReturn
  }

  /// The whole file passes here on one thread, so the common case is left to the C library: most
  /// files have no quotes at all.
  private static func count(of byte: UInt8, in bytes: Span<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress,
        let first = memchr(start, Int32(byte), buffer.count)
      else { return 0 }
      let skipped = UnsafeRawPointer(first) - UnsafeRawPointer(start)
      return buffer[skipped...].reduce(0) { $0 &+ ($1 == byte ? 1 : 0) }
    }
  }
}
