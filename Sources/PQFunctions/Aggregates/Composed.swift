import PQColumnar
import PQDiagnostics

/// What looks like an aggregate but is put together from others when a query is bound. It has a
/// description, so that help lists it, and no accumulator.
///
/// `ratio(a, b)` is another: it divides any two results, see `RatioOfNumbers`.
package enum ComposedFunctions {
  package static let all: [any FunctionDescription.Type] = [Share.self]
}

/// `share`: the group's rows among all rows; `share(where C)`: the rows with `C` among the group's.
package enum Share: FunctionDescription {
  package static let name = "share"
  package static let chineseName = "占比"
  package static let parameters = ["[where condition]"]
  package static let summary = LocalizedText(
    "The group's part of all rows; with a condition, the part of the group's rows for which it "
      + "is true",
    zh: "本组行数占全部行数的比例；带条件时，为本组中满足条件的行所占比例")
  package static let examples = [
    FunctionExample("numbers | summarise share(where n > 2)", gives: "25%"),
    FunctionExample("numbers | where n > 9 | summarise share(where n > 2)", gives: "missing"),
  ]

  package static func resultType(of arguments: [DataType]) -> DataType? {
    arguments.isEmpty ? .ratio(.percent) : nil
  }
}
