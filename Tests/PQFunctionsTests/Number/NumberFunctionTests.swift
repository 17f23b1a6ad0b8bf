import PQColumnar
import PQDiagnostics
import Testing

@testable import PQFunctions

struct NumberFunctionTests {
  private static let smallest = Argument(.integer(.min), .integer)

  @Test func absAndSignKeepTheType() {
    #expect(call(Absolute.self, -3) == "3")
    #expect(call(Absolute.self, .decimal(-250, scale: 2)) == "2.5")
    #expect(call(Absolute.self, -0.5) == "0.5")
    #expect(call(Absolute.self, .ratio(-1, 4)) == "25%")
    #expect(call(Absolute.self, .duration(-86_400)) == "1d")
    #expect(call(Absolute.self, NumberFunctionTests.smallest) == "error[number-too-large]")
    #expect(call(Absolute.self, nil) == "missing")
    #expect(call(Sign.self, .ratio(-1, 4)) == "-1")
    #expect(call(Sign.self, .decimal(0, scale: 2)) == "0")
    #expect(call(Sign.self, 1e-300) == "1")
    #expect(call(Absolute.self, "3") == "no such call")
  }

  @Test(arguments: [
    (2.5, 0, "3"), (-2.5, 0, "-3"), (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.1, 20, "0.1"),
    (1e300, 2, "1e+300"), (123.456, -1, "120"), (1e-300, 3, "0"), (9.999, 2, "10"),
    (-0.001, 2, "0"), (1e15 + 0.5, 0, "1000000000000001"), (1250.0, -2, "1300"), (4, -400, "0"),
  ])
  func roundsFloatsAsTheyAreWritten(number: Double, places: Int64, expected: String) {
    let places = Argument(.integer(places), .integer)
    #expect(call(Round.self, Argument(.float(number), .float), places) == expected)
  }

  @Test func roundsExactNumbersExactly() {
    #expect(call(Round.self, .decimal(1005, scale: 3), 2) == "1.01")
    #expect(call(Round.self, .decimal(-1005, scale: 3), 2) == "-1.01")
    #expect(call(Round.self, .decimal(-1005, scale: 3)) == "-1")
    #expect(call(Round.self, .decimal(150, scale: 2)) == "2")
    #expect(call(Round.self, 1250, -2) == "1300")
    #expect(call(Round.self, 1250, 2) == "1250")
    #expect(call(Round.self, 1250, -30) == "0")
    #expect(call(Round.self, .ratio(218, 275), 3) == "79.3%")
    #expect(call(Round.self, .ratio(1, 8), 2) == "13%")
    #expect(call(Round.self, .ratio(5, 2)) == "3")
    #expect(call(Round.self, .ratio(1249, 1), -2) == "120000%")
    #expect(call(Round.self, NumberFunctionTests.smallest, -1) == "error[number-too-large]")
    #expect(call(Round.self, 1e19) == "error[number-too-large]")
    #expect(call(Round.self, 2.5, nil) == "missing")
  }

  @Test func floorAndCeilGoTowardTheirSides() {
    #expect(call(Floor.self, -2.1) == "-3")
    #expect(call(Ceil.self, -2.9) == "-2")
    #expect(call(Floor.self, .decimal(-21, scale: 1)) == "-3")
    #expect(call(Ceil.self, .decimal(21, scale: 1)) == "3")
    #expect(call(Floor.self, .ratio(-1, 3)) == "-1")
    #expect(call(Ceil.self, .ratio(1, 3)) == "1")
    #expect(call(Floor.self, 7) == "7")
    #expect(call(Ceil.self, nil) == "missing")
  }

  @Test func minAndMaxMeetInTheWiderType() {
    #expect(call(Least.self, 3, 1, 2) == "1")
    #expect(call(Greatest.self, 3, .decimal(350, scale: 2)) == "3.5")
    #expect(call(Greatest.self, 3, 2.5) == "3")
    #expect(call(Least.self, .ratio(1, 3), .ratio(33, 100)) == "33%")
    #expect(call(Greatest.self, "fig", "plum", "apple") == "plum")
    let noon = Argument.datetime("2020-08-07T12:00")
    #expect(call(Least.self, .date("2020-08-07"), noon) == "2020-08-07T00:00")
    #expect(call(Least.self, .period("2020-08"), .period("2020-07")) == "2020-07")
    #expect(call(Least.self, .period("2020-08"), .period("2020-Q1")) == "no such call")
    #expect(call(Least.self, 1, "a") == "no such call")
    #expect(call(Least.self, 1) == "no such call")
    #expect(call(Greatest.self, 3, nil) == "missing")
  }

  @Test func powersAreMissingOutsideTheirDomain() {
    #expect(call(Sqrt.self, .decimal(225, scale: 2)) == "1.5")
    #expect(call(Sqrt.self, -1) == "missing")
    #expect(call(Log.self, 1000, 10) == "3")
    #expect(call(Log.self, 8, 2) == "3")
    #expect(call(Log.self, 0) == "missing")
    #expect(call(Log.self, 3, 1) == "missing")
    #expect(call(Log.self, 3, -2) == "missing")
    #expect(call(Power.self, 2, 10) == "1024")
    #expect(call(Power.self, 0, -1) == "missing")
    #expect(call(Power.self, -8, 0.5) == "missing")
    #expect(call(Power.self, 10, 400) == "error[number-too-large]")
    #expect(call(Power.self, nil, 2) == "missing")
  }
}
