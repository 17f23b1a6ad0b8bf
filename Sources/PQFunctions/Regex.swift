import CPCRE2
import PQDiagnostics
import Synchronization

/// A compiled regular expression: PCRE2 with its translation to machine code and a limit on work,
/// so that no pattern can hang a query. The only file that calls PCRE2.
///
/// `\w`, `\d` and `\b` go by Unicode, so `\w` matches 信. A row that is not UTF-8 matches nothing
/// at its broken bytes.
package final class Regex: @unchecked Sendable {
  fileprivate let code: OpaquePointer
  package let pattern: String
  /// The number of capturing brackets.
  package let groupCount: Int
  /// A text that every match holds, if one is known.
  package let literal: [UInt8]?

  private init(code: OpaquePointer, pattern: String, groupCount: Int) {
    self.code = code
    self.literal = RegexLiterals.longest(in: pattern)
    self.pattern = pattern
    self.groupCount = groupCount
  }

  deinit { pcre2_code_free_8(code) }

  /// Patterns that were compiled, the last one at the end: a query asks for its own for each block.
  private static let known = Mutex<[Regex]>([])
  private static let keptCount = 16

  /// Returns a compiled pattern; one that is wrong is the diagnostic `unreadable-pattern`.
  package static func compiled(_ pattern: String) throws(QueryError) -> Regex {
    if let regex = known.withLock({ $0.last { $0.pattern == pattern } }) { return regex }
    let regex = try compile(pattern)
    known.withLock { known in
      known.append(regex)
      if known.count > keptCount { known.removeFirst() }
    }
    return regex
  }

  /// Compiles a pattern; one that is wrong is the diagnostic `unreadable-pattern`.
  package static func compile(_ pattern: String) throws(QueryError) -> Regex {
    let options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | UInt32(PCRE2_MATCH_INVALID_UTF)
    var errorCode: Int32 = 0
    var errorOffset = 0
    let bytes = Array(pattern.utf8)
    let compiled = bytes.withUnsafeBufferPointer { buffer in
      pcre2_compile_8(
        // An empty array has no address; PCRE2 wants one even for an empty pattern.
        buffer.baseAddress ?? Regex.emptyText, buffer.count, options, &errorCode, &errorOffset,
        nil)
    }
    guard let compiled else {
      let before = String(decoding: bytes.prefix(errorOffset), as: UTF8.self)
      throw QueryError(
        .unreadablePattern(
          pattern, reason: message(of: errorCode), position: before.unicodeScalars.count + 1))
    }
    // Without machine code the same matches are found, only more slowly.
    _ = pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
    var groupCount: UInt32 = 0
    _ = pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &groupCount)
    return Regex(code: compiled, pattern: pattern, groupCount: Int(groupCount))
  }

  private static func message(of errorCode: Int32) -> String {
    var buffer = Array(repeating: UInt8(0), count: 256)
    let length = pcre2_get_error_message_8(errorCode, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }

  /// Never read: it stands for a text of no bytes.
  fileprivate static var emptyText: UnsafePointer<UInt8>? { UnsafePointer(bitPattern: 1) }

  /// Tells whether the pattern occurs anywhere in a text. In a loop use one `Matcher` instead.
  package func matches(_ bytes: ArraySlice<UInt8>) throws(QueryError) -> Bool {
    try Matcher(self).matches(bytes)
  }

  /// The working memory of one loop over rows.
  package final class Matcher {
    private let regex: Regex
    private let matchData: OpaquePointer?
    private let context: OpaquePointer?
    private let stack: OpaquePointer?

    /// A pattern that needs more steps on one text is given up: about a tenth of a second.
    private static let matchLimit: UInt32 = 2_000_000
    /// Machine code starts with 32 KiB of stack, enough for nearly every pattern.
    private static let stackByteCount = (first: 32 << 10, most: 4 << 20)

    package init(_ regex: Regex) {
      self.regex = regex
      matchData = pcre2_match_data_create_from_pattern_8(regex.code, nil)
      context = pcre2_match_context_create_8(nil)
      stack = pcre2_jit_stack_create_8(
        Matcher.stackByteCount.first, Matcher.stackByteCount.most, nil)
      if let context {
        pcre2_set_match_limit_8(context, Matcher.matchLimit)
        pcre2_jit_stack_assign_8(context, nil, stack.map { UnsafeMutableRawPointer($0) })
      }
    }

    package convenience init(pattern: String) throws(QueryError) {
      self.init(try Regex.compiled(pattern))
    }

    deinit {
      pcre2_match_data_free_8(matchData)
      pcre2_match_context_free_8(context)
      pcre2_jit_stack_free_8(stack)
    }

    /// Tells whether the pattern occurs anywhere in a text.
    package func matches(_ bytes: ArraySlice<UInt8>) throws(QueryError) -> Bool {
      try run(bytes) > 0
    }

    /// Returns where a group of the first match lies, 0 being the whole match; `nil` without a
    /// match, and for a group that took no part in it.
    package func firstMatch(
      in bytes: ArraySlice<UInt8>, group: Int = 0
    ) throws(QueryError) -> Range<Int>? {
      guard try run(bytes) > 0, group >= 0, group <= regex.groupCount,
        let offsets = pcre2_get_ovector_pointer_8(matchData)
      else { return nil }
      let start = offsets[2 * group]
      let end = offsets[2 * group + 1]
      // A group that took no part lies at -1; `\K` in a lookahead can put the end first.
      guard start >= 0, start <= end, end <= bytes.count else { return nil }
      return bytes.startIndex + start..<bytes.startIndex + end
    }

    /// Returns a positive number for a match, 0 for none.
    private func run(_ bytes: ArraySlice<UInt8>) throws(QueryError) -> Int32 {
      guard let matchData else { throw QueryError(.patternTooCostly(regex.pattern)) }
      let result = bytes.withUnsafeBufferPointer { buffer in
        pcre2_match_8(
          regex.code, buffer.baseAddress ?? Regex.emptyText, buffer.count, 0, 0, matchData,
          context)
      }
      if result == PCRE2_ERROR_NOMATCH { return 0 }
      if result < 0 { throw QueryError(.patternTooCostly(regex.pattern)) }
      return max(result, 1)
    }
  }
}
