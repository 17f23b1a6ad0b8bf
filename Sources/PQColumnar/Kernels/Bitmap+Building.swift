extension Bitmap {
  /// The bits of a test on each position.
  ///
  /// The answers of 64 rows are bytes first and bits then: that is a loop without a step that waits
  /// for the one before, which the compiler turns into vector instructions.
  @inline(__always)
  init(count: Int, _ test: (Int) -> Bool) {
    let words = [UInt64](unsafeUninitializedCapacity: (count + 63) >> 6) { buffer, wordCount in
      wordCount = (count + 63) >> 6
      guard let base = buffer.baseAddress else { return }
      Bitmap.fill(base, count: count, test)
    }
    self.init(words: words, count: count)
  }

  /// Unsafe: with a bounds check for each answer the loop is no vector loop any more, and runs ten
  /// times as long.
  @inline(__always)
  private static func fill(
    _ words: UnsafeMutablePointer<UInt64>, count: Int, _ test: (Int) -> Bool
  ) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 8) { eights in
      guard let eights = eights.baseAddress else { return }
      let answers = UnsafeMutableRawPointer(eights).assumingMemoryBound(to: UInt8.self)
      for word in 0..<count >> 6 {
        let start = word << 6
        for bit in 0..<64 { answers[bit] = test(start &+ bit) ? 1 : 0 }
        words[word] = packed(eights)
      }
    }
    if count & 63 == 0 { return }
    var last: UInt64 = 0
    for row in count & ~63..<count where test(row) { last |= 1 << UInt64(row & 63) }
    words[count >> 6] = last
  }

  /// Packs 64 bytes of 0 or 1 into bits, eight by one multiplication.
  @inline(__always)
  private static func packed(_ eights: UnsafePointer<UInt64>) -> UInt64 {
    var word: UInt64 = 0
    for byte in 0..<8 {
      // Byte k of the factor brings answer k to bit 56 + k, and nothing else is carried there.
      word |= ((eights[byte] &* 0x0102_0408_1020_4080) &>> 56) &<< UInt64(byte &* 8)
    }
    return word
  }

  /// The bits of a test on each pair of values.
  @inline(__always)
  init<Left, Right>(
    _ left: Operand<Left>, _ right: Operand<Right>, _ test: (Left, Right) -> Bool
  ) {
    precondition(left.count == right.count, "columns differ in length")
    let leftValues = left.values.span
    let rightValues = right.values.span
    switch (left.isConstant, right.isConstant) {
    case (false, false):
      self.init(count: left.count) { test(leftValues[$0], rightValues[$0]) }
    case (false, true):
      let constant = right.values[0]
      self.init(count: left.count) { test(leftValues[$0], constant) }
    case (true, false):
      let constant = left.values[0]
      self.init(count: left.count) { test(constant, rightValues[$0]) }
    case (true, true):
      self.init(repeating: test(left.values[0], right.values[0]), count: left.count)
    }
  }
}
