/// How well what was typed fits a name; less is better.
struct NameMatch: Hashable, Comparable {
  enum Kind: Int, Comparable {
    /// The name begins with it, or with what it is pinyin of.
    case prefix
    /// Later words of the name do: `rate` and `otr` for `on_time_rate`, `度` for 长度.
    case words
    /// Its letters stand in the name in this order.
    case letters

    static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  var kind: Kind
  /// Whether the case differs, or letters stand for Chinese characters.
  var isLoose = false
  /// How many characters of the name lie between those that fit.
  var gaps = 0

  static func < (left: NameMatch, right: NameMatch) -> Bool {
    if left.kind != right.kind { return left.kind < right.kind }
    if left.isLoose != right.isLoose { return !left.isLoose }
    return left.gaps < right.gaps
  }
}

/// Compares names with what was typed so far, letter by letter and by pinyin.
///
///     qd, quda    渠道
///     cd, zd      长度
///     otr         on_time_rate
struct NameMatcher {
  private let typed: [Unicode.Scalar]
  /// The same in small letters.
  private let folded: [Unicode.Scalar]
  private let isLatin: Bool

  /// Longer names are compared up to here.
  private static let longestName = 64

  init(_ typed: String) {
    self.typed = Array(typed.unicodeScalars.prefix(Self.longestName))
    folded = self.typed.map(Self.folded)
    isLatin = folded.allSatisfy { $0.isASCII }
  }

  var isEmpty: Bool { typed.isEmpty }

  /// Returns how a name fits, or `nil` if it does not.
  func match(_ name: String) -> NameMatch? {
    if typed.isEmpty { return NameMatch(kind: .prefix) }
    let name = Array(name.unicodeScalars.prefix(Self.longestName))
    if name.starts(with: typed) { return NameMatch(kind: .prefix) }
    let words = NameWords(name)
    for start in words.starts {
      if fits(words, from: start) {
        return NameMatch(
          kind: start == 0 ? .prefix : .words, isLoose: true, gaps: start == 0 ? 0 : start)
      }
    }
    return letters(in: words)
  }

  /// Whether the words from a position on begin with what was typed, each with some of it.
  private func fits(_ words: NameWords, from start: Int) -> Bool {
    guard words.scalars[start] == folded[0] || isLatin && words.scalars[start].value >= 0x4E00
    else { return false }
    // The places in the name and in what was typed that can be reached together.
    var reached: Set<Int> = [start * 128]
    var pending = [(name: start, typed: 0)]
    func reach(_ name: Int, _ position: Int) {
      if reached.insert(name * 128 + position).inserted { pending.append((name, position)) }
    }
    while let (position, taken) = pending.popLast() {
      if taken == folded.count { return true }
      guard position < words.scalars.count else { continue }
      let scalar = words.scalars[position]
      if scalar == folded[taken] {
        reach(position + 1, taken + 1)
        // The rest of a word may be left out: `otr`.
        if let next = words.nextStart(after: position) { reach(next, taken + 1) }
      }
      if scalar == "_" { reach(position + 1, taken) }
      guard isLatin else { continue }
      for syllable in Pinyin.syllables(of: scalar) {
        for length in stride(from: common(syllable, from: taken), to: 0, by: -1) {
          reach(position + 1, taken + length)
        }
      }
    }
    return false
  }

  /// How many letters of a syllable stand at a position of what was typed.
  private func common(_ syllable: [UInt8], from position: Int) -> Int {
    var count = 0
    while count < syllable.count, position + count < folded.count,
      folded[position + count].value == UInt32(syllable[count])
    {
      count += 1
    }
    return count
  }

  /// One letter fits too much to say anything.
  private func letters(in words: NameWords) -> NameMatch? {
    guard folded.count > 1 else { return nil }
    var next = 0
    var first: Int?
    for (position, scalar) in words.scalars.enumerated() where next < folded.count {
      let isSyllable =
        isLatin && Pinyin.syllables(of: scalar).contains { common($0, from: next) > 0 }
      guard scalar == folded[next] || isSyllable else { continue }
      if first == nil { first = position }
      next += 1
      if next == folded.count {
        let span = position - (first ?? 0) + 1
        return NameMatch(
          kind: .letters, isLoose: true, gaps: span - folded.count + (first ?? 0))
      }
    }
    return nil
  }

  fileprivate static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.isASCII, (0x41...0x5A).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(UInt8(scalar.value + 0x20))
  }
}

/// A name in small letters, and where its words begin: behind `_`, a space or a digit's end, and at
/// each Chinese character.
private struct NameWords {
  let scalars: [Unicode.Scalar]
  private(set) var starts: [Int] = []

  init(_ name: [Unicode.Scalar]) {
    scalars = name.map(NameMatcher.folded)
    for position in scalars.indices {
      let isStart =
        position == 0 || scalars[position].value >= 0x2E80 || isSeparator(scalars[position - 1])
        || scalars[position - 1].value >= 0x2E80
      if isStart, !isSeparator(scalars[position]) { starts.append(position) }
    }
  }

  private func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == " " || scalar == "-" || scalar == "."
  }

  func nextStart(after position: Int) -> Int? { starts.first { $0 > position } }
}
