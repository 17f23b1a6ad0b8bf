import Testing

@testable import PQColumnar

struct DayMappingTests {
  private func month(_ day: Int64) -> DayMapping.Run {
    let period = CalendarPeriod(.month, containing: day)
    return DayMapping.Run(period.ordinal, through: period.days.upperBound - 1)
  }

  @Test(arguments: [1, CivilDateTime.secondsPerDay])
  func agreesWithOneRowAtATime(unitsPerDay: Int64) {
    for count in ColumnSamples.lengths {
      for step: Int64 in [0, 1, 40, 400] {
        for start: Int64 in [-3000, 0, 18_000] {
          let days = (0..<count).map { start + Int64($0 * 7 % 13) * step }
          let times = days.indices.map { days[$0] * unitsPerDay + Int64($0) % unitsPerDay }
          for present in [nil, Bitmap(count: count) { $0 % 4 != 2 }] {
            let stored = times.indices.map { present?[$0] == false ? 0 : times[$0] }
            let column = Column.integer(
              IntegerColumn(storage: IntegerVector(narrowing: stored), validity: present))
            guard let result = DayMapping.numbers(column, unitsPerDay: unitsPerDay, month) else {
              #expect(count == 0)
              continue
            }
            let expected = days.indices.map { row -> Value in
              present?[row] == false
                ? .missing : .period(CalendarPeriod.ordinal(of: .month, containing: days[row]))
            }
            #expect(result.values(as: .period(.month)) == expected)
          }
        }
      }
    }
  }

  @Test func daysFarApartHaveNoTable() {
    let column = Column.integer(IntegerColumn(values: [0, 40_000]))
    #expect(DayMapping.numbers(column, unitsPerDay: 1, month) == nil)
    #expect(DayMapping.numbers(column, unitsPerDay: 86_400, month) != nil)
  }
}
