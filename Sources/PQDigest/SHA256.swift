import CNettle

/// The SHA-256 digest of bytes that come piece by piece (FIPS 180-4). With `AuthenticationCode` the
/// only callers of nettle, in this one file.
///
///     var digest = SHA256()
///     digest.update(Array("a".utf8))
///     digest.update(Array("bc".utf8))
///     digest.finish().hexadecimal       ba7816bf8f01cfea…f20015ad
package struct SHA256 {
  private var context = sha256_ctx()

  /// The digest of no bytes so far.
  package init() { nettle_sha256_init(&context) }

  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { buffer in
      nettle_sha256_update(&context, buffer.count, buffer.baseAddress)
    }
  }

  package mutating func update(_ bytes: [UInt8]) { update(bytes[...]) }

  /// Returns the digest and begins a new one.
  package mutating func finish() -> Digest {
    Digest { nettle_sha256_digest(&context, $0.count, $0.baseAddress) }
  }

  package static func digest(of bytes: [UInt8]) -> Digest { digest(of: bytes[...]) }

  package static func digest(of bytes: ArraySlice<UInt8>) -> Digest {
    var digest = SHA256()
    digest.update(bytes)
    return digest.finish()
  }
}

/// HMAC-SHA-256 under one key (RFC 2104): a digest that only who has the key can compute.
///
///     var code = AuthenticationCode(key: key)
///     code.digest(of: Array("Hi There".utf8)).hexadecimal
package struct AuthenticationCode {
  private var context = hmac_sha256_ctx()

  /// Any number of bytes is a key; a good one has 32 from a random source.
  package init(key: [UInt8]) {
    key.withUnsafeBufferPointer { buffer in
      nettle_hmac_sha256_set_key(&context, buffer.count, buffer.baseAddress)
    }
  }

  /// Returns the code of a message. The key stays, so a loop over rows needs one value of this type.
  package mutating func digest(of message: ArraySlice<UInt8>) -> Digest {
    message.withUnsafeBufferPointer { buffer in
      nettle_hmac_sha256_update(&context, buffer.count, buffer.baseAddress)
    }
    return Digest { nettle_hmac_sha256_digest(&context, $0.count, $0.baseAddress) }
  }
}

/// The 32 bytes that stand for a text.
package struct Digest: Hashable, Sendable {
  package static let byteCount = Int(SHA256_DIGEST_SIZE)

  package let bytes: [UInt8]

  fileprivate init(_ write: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
    bytes = [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
      write(UnsafeMutableBufferPointer(rebasing: buffer[..<Digest.byteCount]))
      count = Digest.byteCount
    }
  }

  /// 64 small hexadecimal digits.
  package var hexadecimal: String {
    String(decoding: hexadecimalDigits(bytes.count), as: UTF8.self)
  }

  /// The digits of the first bytes.
  package func hexadecimalDigits(_ byteCount: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(2 * byteCount)
    for byte in bytes.prefix(byteCount) {
      for digit in [byte >> 4, byte & 15] {
        text.append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
      }
    }
    return text
  }
}
