import CAllocator

/// Memory that was let go of and is still the process's.
///
/// The allocator keeps what it was given for the next one who asks: after a load or a long query a
/// tenth of the table again.
package enum FreedMemory {
  /// Gives it back to the system; takes milliseconds where there is much.
  package static func giveBack() { malloc_trim(0) }
}
