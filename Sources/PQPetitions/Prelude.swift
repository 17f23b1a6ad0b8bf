/// The model that every run starts with, as PQ text.
package enum Prelude {
  /// One file of the model, and what a diagnostic calls it.
  package struct File: Sendable {
    package let name: String
    package let text: String
  }

  /// The files in the order in which they are read: later ones build on earlier ones.
  package static let files = [
    File(name: "deadlines.pq", bytes: PackageResources.deadlines_pq),
    File(name: "tables.pq", bytes: PackageResources.tables_pq),
    File(name: "fields.pq", bytes: PackageResources.fields_pq),
    File(name: "measures.pq", bytes: PackageResources.measures_pq),
    File(name: "checks.pq", bytes: PackageResources.checks_pq),
  ]

  /// The definition profiles by their names; the first is the one that counts unless another is
  /// asked for.
  package static let profiles = [
    File(name: "report-2020", bytes: PackageResources.report_2020_pq),
    File(name: "provincial-2020", bytes: PackageResources.provincial_2020_pq),
    File(name: "law-2005", bytes: PackageResources.law_2005_pq),
    File(name: "law-2022", bytes: PackageResources.law_2022_pq),
  ]
}

extension Prelude.File {
  fileprivate init(name: String, bytes: [UInt8]) {
    self.init(name: name, text: String(decoding: bytes, as: UTF8.self))
  }
}
