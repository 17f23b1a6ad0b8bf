import CZlib
import PQDiagnostics
import PQDigest
import Synchronization

/// The text inside a gzip file (RFC 1952), piece by piece. The only caller of zlib, in this one file.
///
/// A file of several members, as `cat a.gz b.gz` makes one, is read as one text; what follows the last
/// member and is none itself is passed over, as gzip does.
final class GzipStream: ByteStream {
  private struct State {
    let inflater: Inflater
    var input: [UInt8] = []
    var position = 0
    /// Whether a member has begun and not ended.
    var isInside = false
    var isAtEnd = false
  }

  /// 256 KiB of compressed bytes are asked for at once.
  private static let inputSize = 1 << 18

  private let path: String
  private let file: FileStream
  private let state: Mutex<State>

  init(_ path: String, _ file: FileStream) throws(QueryError) {
    guard let inflater = Inflater() else { throw QueryError(.damagedArchive(path)) }
    self.path = path
    self.file = file
    state = Mutex(State(inflater: inflater))
  }

  var progress: (done: Int, total: Int) { file.progress }

  var digest: Digest? { file.digest }

  func restart(at position: Int) throws(QueryError) {
    file.restart(at: 0)
    state.withLock { state in
      state.inflater.reset()
      state.input = []
      state.position = 0
      state.isInside = false
      state.isAtEnd = false
    }
    var skipped = 0
    var bytes: [UInt8] = []
    while skipped < position {
      bytes.removeAll(keepingCapacity: true)
      let count = try read(
        appendingTo: &bytes, atMost: min(GzipStream.inputSize, position - skipped))
      if count == 0 { return }
      skipped += count
    }
  }

  func read(appendingTo bytes: inout [UInt8], atMost limit: Int) throws(QueryError) -> Int {
    try state.withLock { (state) throws(QueryError) in
      let before = bytes.count
      while bytes.count == before, try fill(&state) {
        var outcome = Inflater.Outcome.goesOn
        bytes.append(addingCapacity: limit) { span in
          span.withUnsafeMutableBufferPointer { target, count in
            let room = UnsafeMutableBufferPointer(
              rebasing: target[count..<min(target.count, count + limit)])
            outcome = state.inflater.inflate(
              state.input, from: &state.position, into: room, count: &count)
          }
        }
        switch outcome {
        case .goesOn: state.isInside = true
        case .memberEnds:
          state.isInside = false
          state.inflater.reset()
        case .fails: throw QueryError(.damagedArchive(path))
        }
      }
      return bytes.count - before
    }
  }

  /// Sees to it that there is input; false at the end.
  private func fill(_ state: inout State) throws(QueryError) -> Bool {
    if state.isAtEnd { return false }
    if state.position == state.input.count {
      state.input.removeAll(keepingCapacity: true)
      state.position = 0
      if try file.read(appendingTo: &state.input, atMost: GzipStream.inputSize) == 0 {
        if state.isInside { throw QueryError(.damagedArchive(path)) }
        state.isAtEnd = true
        return false
      }
    }
    // A member begins with 1F; anything else behind one is padding.
    if !state.isInside, state.input[state.position] != 0x1F {
      if file.progress.done == state.input.count, state.position == 0 {
        throw QueryError(.damagedArchive(path))
      }
      state.isAtEnd = true
      // To the end all the same: the digest is that of the whole file.
      while try file.read(appendingTo: &state.input, atMost: GzipStream.inputSize) > 0 {
        state.input.removeAll(keepingCapacity: true)
      }
      return false
    }
    return true
  }
}

/// What zlib keeps while it unpacks.
private final class Inflater: @unchecked Sendable {
  // Used by one thread at a time, under the stream's lock.

  enum Outcome {
    case goesOn
    case memberEnds
    case fails
  }

  private let stream: UnsafeMutablePointer<z_stream>

  /// Returns `nil` if there is no memory.
  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 more than the widest window asks for gzip's header and checksum.
    let code = inflateInit2_(
      stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if code != Z_OK {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func reset() { inflateReset(stream) }

  /// Unpacks what fits.
  func inflate(
    _ input: [UInt8], from position: inout Int, into room: UnsafeMutableBufferPointer<UInt8>,
    count: inout Int
  ) -> Outcome {
    input.withUnsafeBufferPointer { source in
      // zlib does not write to its input, but has no word for that.
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: source.baseAddress.map { $0 + position })
      stream.pointee.avail_in = UInt32(source.count - position)
      stream.pointee.next_out = room.baseAddress
      stream.pointee.avail_out = UInt32(min(room.count, Int(UInt32.max)))
      let asked = Int(stream.pointee.avail_out)
      let code = CZlib.inflate(stream, Z_NO_FLUSH)
      position = source.count - Int(stream.pointee.avail_in)
      count += asked - Int(stream.pointee.avail_out)
      switch code {
      case Z_OK, Z_BUF_ERROR: return .goesOn
      case Z_STREAM_END: return .memberEnds
      default: return .fails
      }
    }
  }
}
