import PQSession

/// The settings under which every golden file gives the same bytes.
enum EngineConfiguration: String, CaseIterable, Sendable {
  case standard
  case blocksOfOne
  case blocksOfThree
  case oneWorker
  case fiveWorkers
  case rewritesOff
  case dictionariesOff

  func apply(to options: inout SessionOptions) {
    options.workerCount = 2
    switch self {
    case .standard: break
    case .blocksOfOne: options.blockRowCount = 1
    case .blocksOfThree: options.blockRowCount = 3
    case .oneWorker: options.workerCount = 1
    case .fiveWorkers: options.workerCount = 5
    case .rewritesOff: options.appliesRewrites = false
    case .dictionariesOff: options.usesDictionaries = false
    }
  }
}
