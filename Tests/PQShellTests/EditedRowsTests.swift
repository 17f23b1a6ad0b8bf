import Testing

@testable import PQShell

/// Moving by rows, and walking through the history.
@Suite struct EditedRowsTests {
  private let rows = EditedRows(Array("apple 苹果\n\n桃子 peach\nx".unicodeScalars))

  @Test func edgesAreThoseOfTheRow() {
    #expect(rows.start(ofRowAt: 3) == 0)
    #expect(rows.end(ofRowAt: 3) == 8)
    #expect(rows.start(ofRowAt: 9) == 9)
    #expect(rows.end(ofRowAt: 9) == 9)
    #expect(rows.start(ofRowAt: 19) == 19)
    #expect(rows.end(ofRowAt: 19) == 20)
  }

  @Test func upAndDownKeepTheScreenColumn() {
    // Behind "apple 苹" are 8 cells; "桃子 pea" are 8 cells, too.
    #expect(rows.place(from: 7, rowsDown: 1) == 9)
    #expect(rows.place(from: 7, rowsDown: 2) == 10 + 6)
    #expect(rows.place(from: 7, rowsDown: 3) == 20)
    #expect(rows.place(from: 11, rowsDown: -2) == 2)
    #expect(rows.place(from: 10, rowsDown: 1) == 19)
  }

  @Test func thereIsNothingBeyondTheEdges() {
    #expect(rows.place(from: 3, rowsDown: -1) == nil)
    #expect(rows.place(from: 20, rowsDown: 1) == nil)
    #expect(EditedRows([]).place(from: 0, rowsDown: 1) == nil)
    #expect(EditedRows([]).end(ofRowAt: 0) == 0)
  }

  @Test func walkGoesBackAndComesBack() {
    var walk = HistoryWalk(["one", "one", "two"].map { HistoryEntry(time: 1, text: $0) })
    #expect(walk.newer() == nil)
    #expect(walk.older(than: "draft") == "two")
    #expect(walk.older(than: "two") == "one")
    #expect(walk.older(than: "one") == nil)
    #expect(walk.newer() == "two")
    #expect(walk.newer() == "draft")
    #expect(walk.newer() == nil)
  }

  @Test func sameStatementIsKeptOnce() {
    var walk = HistoryWalk()
    #expect(walk.older(than: "") == nil)
    let added = ["one", "one", "two", "one"].map { walk.add($0, time: 2) }
    #expect(added == [true, false, true, true])
    #expect(walk.older(than: "") == "one")
    #expect(walk.older(than: "") == "two")
  }
}
