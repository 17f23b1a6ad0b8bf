import PQPetitions

// Writes the sample register's `cases.csv` to standard output; see `scripts/make-sample`.
print(SampleRegister.casesCSV(), terminator: "")
