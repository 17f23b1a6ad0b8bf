import PQColumnar
import PQDiagnostics
import PQFunctions
import PQSyntax

/// Stands the period of `compare to` in for the one that a `where` before it names.
struct PeriodReplacement {
  enum Change {
    /// `last year`: the same days a year before, in every condition on a time.
    case moved(Int, CalendarUnit)
    /// `2019`: whatever was there.
    case replaced(ConstantPeriod)
  }

  var change: Change
  /// The periods of both sides.
  var current: ConstantPeriod
  var previous: ConstantPeriod
  /// The first period that stays as it is, though the other one does not lie in it.
  var kept: ConstantPeriod?
}

extension Binder {
  mutating func bindPeriod(_ period: PeriodSyntax, at range: SourceRange) -> Operand? {
    guard let constant = ConstantPeriod(period, today: environment.today) else {
      report(.noSuchDate(text(range)), at: range)
      return nil
    }
    if case .time(_, _, _, let hour, let minute, let second) = period {
      let date = CivilDate(days: constant.first)
      guard let time = CivilDateTime(date: date, hour: hour, minute: minute, second: second)
      else {
        report(.noSuchDate(text(range)), at: range)
        return nil
      }
      return .constant(.datetime(time.seconds), type: .datetime, at: location(range))
    }
    return operand(of: constant, at: range)
  }

  func operand(of period: ConstantPeriod, at range: SourceRange) -> Operand {
    let place = location(range)
    var result: Operand
    if let calendar = period.calendar {
      result = .constant(
        .period(calendar.ordinal), type: .period(calendar.granularity), at: place)
    } else if period.isDay {
      result = .constant(.date(period.first), type: .date, at: place)
    } else {
      result = .constant(.missing, type: .unknown, at: place)
    }
    result.period = period
    return result
  }

  /// Binds `a..b` outside `in`: both ends are constant.
  mutating func bindConstantRange(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ expression: ExpressionSyntax,
    _ scope: inout Scope
  ) -> Operand? {
    let first = bind(left, &scope)
    guard let last = bind(right, &scope), let first else { return nil }
    guard let from = constantPeriod(of: first), let to = constantPeriod(of: last) else {
      report(.rangeAsValue(text(expression.range)), at: expression.range)
      return nil
    }
    if to.end <= from.first {
      report(.emptyRange(text(expression.range)), at: expression.range)
    }
    let range = ConstantPeriod(first: from.first, end: max(from.first, to.end))
    return operand(of: range, at: expression.range)
  }

  /// The days that a constant stands for; a plain `2020` is a year.
  func constantPeriod(of operand: Operand) -> ConstantPeriod? {
    if let period = operand.period { return period }
    if case .integer(let year) = operand.literal, (1000...9999).contains(year) {
      return ConstantPeriod(year: year)
    }
    return nil
  }

  /// Binds `x in 2020`, `x in a..b`, `x in period`.
  mutating func bindInRange(
    _ operand: ExpressionSyntax, _ range: ExpressionSyntax, _ expression: ExpressionSyntax,
    _ scope: inout Scope
  ) -> Operand? {
    let subject = bindValue(operand, &scope)
    if let name = range.tableName, scope.relation.column(named: name.text) == nil,
      meansQuery(name.text)
    {
      return bindInQuery(operand, expression, at: range.range, &scope) {
        $0.bindSource(named: name)
      }
    }
    if case .binary(.range, let first, let last, _) = range.unwrapped.kind {
      guard let subject else { return nil }
      return bindBetween(subject, first, last, expression, &scope)
    }
    if let subject, subject.type == .text, let name = range.tableName, isUnknown(name, scope),
      !isWatched(name)
    {
      report(.notARange(.text, text(range.range)), at: range.range)
      return nil
    }
    note(
      subject.map { $0.type.isTemporal || $0.type.isPeriod ? .period : .like($0.type) } ?? .period,
      at: range)
    guard let limits = bind(range, &scope), let subject else { return nil }
    return bindMembership(subject, limits, expression)
  }

  /// Whether nothing has this name, so that it is most likely a text without a list around it.
  private func isUnknown(_ name: NameSyntax, _ scope: Scope) -> Bool {
    !name.isQuoted && scope.relation.column(named: name.text) == nil
      && definition(named: name.text) == nil && catalog.table(named: name.text) == nil
      && context.locals[name.text] == nil
  }

  /// Lowers `x in PERIOD` to `x >= first and x < end`.
  mutating func bindMembership(
    _ subject: Operand, _ limits: Operand, _ expression: ExpressionSyntax
  ) -> Operand? {
    if let period = constantPeriod(of: limits) {
      return bindPeriodMembership(subject, period, written: limits.range, expression)
    }
    if case .period(let granularity) = limits.type, subject.type.isTemporal {
      guard let key = call(granularity.rawValue, [subject], at: expression.range) else {
        return nil
      }
      return call("=", [key, limits], at: expression.range)
    }
    report(.notARange(limits.type, text(limits.range)), at: limits.range)
    return nil
  }

  mutating func bindPeriodMembership(
    _ subject: Operand, _ period: ConstantPeriod, written: SourceRange,
    _ expression: ExpressionSyntax
  ) -> Operand? {
    let period = replaced(period, for: subject)
    guard let bounds = periodBounds(period, for: subject, at: written) else { return nil }
    return between(subject, bounds.first, bounds.end, at: expression.range)
  }

  /// The period to use: that of `compare to` while the stages before it are bound again.
  private mutating func replaced(
    _ period: ConstantPeriod, for subject: Operand
  ) -> ConstantPeriod {
    guard bindsPipelineCondition, fieldsInProgress.isEmpty, let column = subject.column,
      column.field.type.isTemporal
    else { return period }
    guard let replacement else {
      namedPeriods.append((column.field.name, period))
      return period
    }
    switch replacement.change {
    case .moved(let count, let unit): return period.moved(by: count, unit) ?? period
    case .replaced(let given):
      if period.contains(replacement.current) && replacement.current.contains(period) {
        return given
      }
      if !period.contains(given) && replacement.kept == nil {
        self.replacement?.kept = period
      }
      return period
    }
  }

  /// `first <= x and x < end`
  func between(
    _ subject: Operand, _ first: Operand, _ end: Operand, at range: SourceRange
  ) -> Operand? {
    guard let from = uncheckedCall(">=", [subject, first], type: .boolean, at: range),
      let until = uncheckedCall("<", [subject, end], type: .boolean, at: range)
    else { return nil }
    return truth(.and(from, until), at: range)
  }

  /// The first value inside a period and the first behind it, in the type of `subject`.
  mutating func periodBounds(
    _ period: ConstantPeriod, for subject: Operand, at range: SourceRange
  ) -> (first: Operand, end: Operand)? {
    let place = location(range)
    switch subject.type {
    case .date:
      return (
        .constant(.date(period.first), type: .date, at: place),
        .constant(.date(period.end), type: .date, at: place)
      )
    case .datetime:
      let day = CivilDateTime.secondsPerDay
      return (
        .constant(.datetime(period.first * day), type: .datetime, at: place),
        .constant(.datetime(period.end * day), type: .datetime, at: place)
      )
    case .period(let granularity):
      guard let ordinals = period.ordinals(of: granularity) else {
        report(.periodMismatch(granularity, period.text), at: range)
        return nil
      }
      return (
        .constant(.period(ordinals.lowerBound), type: subject.type, at: place),
        .constant(.period(ordinals.upperBound), type: subject.type, at: place)
      )
    default:
      report(.notATime(subject.type, text(subject.range), period.text), at: subject.range)
      return nil
    }
  }

  /// Binds `x in a..b`, both ends included; an end that is a period counts as a whole.
  mutating func bindBetween(
    _ subject: Operand, _ first: ExpressionSyntax, _ last: ExpressionSyntax,
    _ expression: ExpressionSyntax, _ scope: inout Scope
  ) -> Operand? {
    let hint = WordHint(subject, text: text(subject.range))
    let low = bind(first, &scope, hint: hint)
    guard let high = bind(last, &scope, hint: hint), let low else { return nil }
    let isTime = subject.type.isTemporal || subject.type.isPeriod
    if isTime, let from = constantPeriod(of: low), let to = constantPeriod(of: high) {
      if to.end <= from.first {
        report(.emptyRange(text(first.range.union(last.range))), at: first.range.union(last.range))
      }
      let range = ConstantPeriod(first: from.first, end: max(from.first, to.end))
      if range.first == range.end {
        return .constant(.boolean(false), type: .boolean, at: location(expression.range))
      }
      return bindPeriodMembership(
        subject, range, written: first.range.union(last.range), expression)
    }
    if case .integer(let least) = low.literal, case .integer(let most) = high.literal, most < least
    {
      report(.emptyRange(text(first.range.union(last.range))), at: first.range.union(last.range))
    }
    guard
      let from = compare(.greaterOrEqual, subject, low, at: expression.range),
      let until = compare(.lessOrEqual, subject, high, at: expression.range)
    else { return nil }
    return truth(.and(from.expression, until.expression), at: expression.range)
  }
}

extension DataType {
  var isPeriod: Bool { if case .period = self { true } else { false } }
}
