/// The model that every run starts with, as PQ text.
package enum Prelude {
  /// What a diagnostic calls the text.
  package static let name = "petitions.pq"

  package static let text = String(decoding: PackageResources.petitions_pq, as: UTF8.self)
}
