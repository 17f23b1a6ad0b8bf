/// Counts as the edges of a network whose nodes are rows and columns.
///
/// At each node the counts add up to 0, sums being negative. So a change of some counts that no sum
/// betrays runs in circles: up along one edge, down along the next. An edge can be raised or lowered if
/// its count is hidden and stays within what its mark says: a small one in 1 to minimum − 1, another
/// at least the minimum.
struct SuppressionNetwork {
  private(set) var marks: [Suppression.Mark] = []

  private var counts: [Int64] = []
  private var costs: [Double] = []
  private var openCosts: [Double] = []
  /// Whether a hidden count's mark says nothing of its size.
  private var isOpen: [Bool] = []
  private var ends: [(from: Int, to: Int)] = []
  private var edgesOfNode: [[Int]] = []
  private let minimum: Int64

  init(minimum: Int64) {
    self.minimum = minimum
  }

  /// Adds a count, or a sum as a negative number; returns its edge, or -1 for nothing.
  ///
  /// `cost` is what it costs to hide it, `openCost` what to let its mark say nothing of its size.
  mutating func add(
    _ count: Int64, from: Int, to: Int, cost: Double, openCost: Double
  ) -> Int {
    if count == 0 { return -1 }
    while edgesOfNode.count <= max(from, to) { edgesOfNode.append([]) }
    let edge = counts.count
    counts.append(count)
    costs.append(cost)
    openCosts.append(openCost)
    isOpen.append(false)
    ends.append((from, to))
    marks.append(abs(count) < minimum ? .small : .shown)
    edgesOfNode[from].append(edge)
    edgesOfNode[to].append(edge)
    return edge
  }

  /// Hides a count though it is not small.
  mutating func hide(_ edge: Int) {
    if edge >= 0, marks[edge] == .shown { marks[edge] = .complement }
  }

  func mark(_ edge: Int) -> Suppression.Mark { edge < 0 ? .shown : marks[edge] }

  /// Hides as few others as it takes to put each small count on a circle.
  mutating func protect() {
    for edge in counts.indices where marks[edge] == .small {
      let up = circle(through: edge, upward: true)
      // A circle of what is hidden already costs nothing.
      if let up, up.cost == 0 { continue }
      let down = circle(through: edge, upward: false)
      guard let best = [up, down].compactMap({ $0 }).min(by: { $0.cost < $1.cost }) else {
        continue
      }
      for step in best.steps {
        if !allows(step.edge, upward: step.upward) { isOpen[step.edge] = true }
        if isOpen[step.edge] { marks[step.edge] = .complement } else { hide(step.edge) }
      }
    }
  }

  private typealias Step = (edge: Int, upward: Bool)

  private func circle(through edge: Int, upward: Bool) -> (steps: [Step], cost: Double)? {
    guard let own = cost(of: edge, upward: upward) else { return nil }
    let (from, to) = upward ? ends[edge] : (ends[edge].to, ends[edge].from)
    guard let path = path(from: to, to: from, without: edge) else { return nil }
    return (path.steps + [(edge, upward)], path.cost + own)
  }

  /// Whether a count, hidden, could be one more or one less towards its second node.
  private func allows(_ edge: Int, upward: Bool) -> Bool {
    // With a minimum of 2 a small group has 1, whatever else is hidden: only the sums count.
    if minimum <= 2 { return true }
    let isRaised = upward == (counts[edge] > 0)
    let count = abs(counts[edge])
    if isOpen[edge] { return isRaised || count > 1 }
    if marks[edge] == .small { return isRaised ? count < minimum - 1 : count > 1 }
    return isRaised || count > minimum
  }

  /// Returns what it costs to let a count be one more or one less; `nil` if it cannot.
  ///
  /// A count can be marked so that not even its being small is known. That is dearer than any number
  /// of hidden ones, and needed where all of a sum are as small as can be: 4 is 1 and 1 and 1 and 1.
  private func cost(of edge: Int, upward: Bool) -> Double? {
    if allows(edge, upward: upward) { return marks[edge] == .shown ? costs[edge] : 0 }
    let isRaised = upward == (counts[edge] > 0)
    return isRaised || abs(counts[edge]) > 1 ? openCosts[edge] : nil
  }

  /// Finds the way along which least must be hidden, by Dijkstra's algorithm.
  private func path(
    from start: Int, to end: Int, without excluded: Int
  ) -> (steps: [Step], cost: Double)? {
    var reached: [Int: (cost: Double, edge: Int)] = [start: (0, -1)]
    var settled: Set<Int> = []
    var queue = PathQueue()
    queue.push(0, start)
    while let (distance, node) = queue.pop() {
      if !settled.insert(node).inserted { continue }
      if node == end { break }
      for edge in edgesOfNode[node] where edge != excluded {
        let isForward = ends[edge].from == node
        let next = isForward ? ends[edge].to : ends[edge].from
        guard !settled.contains(next), let own = cost(of: edge, upward: isForward) else {
          continue
        }
        if let known = reached[next], known.cost <= distance + own { continue }
        reached[next] = (distance + own, edge)
        queue.push(distance + own, next)
      }
    }
    guard settled.contains(end), let whole = reached[end] else { return nil }
    var steps: [Step] = []
    var node = end
    while node != start, let step = reached[node], step.edge >= 0 {
      let upward = ends[step.edge].to == node
      steps.append((step.edge, upward))
      node = upward ? ends[step.edge].from : ends[step.edge].to
    }
    return (steps, whole.cost)
  }
}

/// A heap of nodes, the nearest first, among equals the lowest number.
private struct PathQueue {
  private var items: [(cost: Double, node: Int)] = []

  mutating func push(_ cost: Double, _ node: Int) {
    items.append((cost, node))
    var child = items.count - 1
    while child > 0, items[child] < items[(child - 1) / 2] {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (cost: Double, node: Int)? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    if items.isEmpty { return first }
    items[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count {
        if items[child] < items[least] { least = child }
      }
      if least == parent { return first }
      items.swapAt(parent, least)
      parent = least
    }
  }
}
