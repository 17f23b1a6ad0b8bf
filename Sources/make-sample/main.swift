import PQFormats
import PQPetitions

// Writes the sample register into a folder; see `scripts/make-sample`.
let folder = CommandLine.arguments.dropFirst().first ?? "."
for file in SampleRegister.files() {
  let target = try AtomicFile("\(folder)/\(file.table.fileName)")
  try target.write(file.bytes)
  try target.commit()
}
