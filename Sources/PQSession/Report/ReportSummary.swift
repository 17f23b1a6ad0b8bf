import PQColumnar
import PQDiagnostics

/// The sentences that a report says about itself.
enum ReportSummary {
  /// How it was made.
  ///
  ///     As of 2020-12-31; season = 2020; data 486ea46224d1bb4f; model own.pq 2c26b46b68ffc68f; pq 0.1.0
  ///
  /// Tables without a file come last: what the report says of them is that nothing was recorded.
  static func line(
    _ record: ReportRecord, parameters: [(name: String, value: String)],
    tablesWithoutData: [LocalizedText] = []
  ) -> LocalizedText {
    let settings = parameters.map { "\($0.name) = \($0.value)" }
    var english = ["as of \(record.today)"] + settings + ["data \(record.dataDigest)"]
    var chinese = ["截至 \(record.today)"] + settings + ["数据摘要 \(record.dataDigest)"]
    for model in record.models {
      let file = "\(FilePath.name(model.path)) \(model.digest)"
      english.append("model \(file)")
      chinese.append("模型 \(file)")
    }
    if !record.profile.isEmpty {
      english.insert("definitions \(record.profile)", at: 0)
      chinese.insert("口径 \(record.profile)", at: 0)
    }
    english.append("pq \(record.version)")
    chinese.append("pq \(record.version)")
    if !tablesWithoutData.isEmpty {
      let names = tablesWithoutData.map(\.english).joined(separator: ", ")
      english.append("no file for \(names), so that figures from there are without records")
      let chineseNames = tablesWithoutData.map(\.chinese).joined(separator: "、")
      chinese.append("没有\(chineseNames)的数据文件，取自这些表的数字没有记录可依")
    }
    let text = english.joined(separator: "; ")
    return LocalizedText(
      text.prefix(1).uppercased() + text.dropFirst(), zh: chinese.joined(separator: "；"))
  }

  /// What is not shown, and what is shown though it usually is not; `nil` if there is nothing to
  /// say.
  ///
  ///     Not shown in full: name, phone. Line 12: 3 secret rows are counted but not listed.
  static func hidden(_ hidden: HiddenParts, revealed: [String], language: Language) -> String? {
    var sentences: [LocalizedText] = []
    if !hidden.fields.isEmpty {
      sentences.append(
        LocalizedText(
          "Not shown in full: \(hidden.fields.map(\.name).joined(separator: ", ")).",
          zh: "以下内容未完整显示：\(hidden.fields.map { $0.chineseName ?? $0.name }.joined(separator: "、"))。"
        ))
    }
    if !revealed.isEmpty {
      sentences.append(
        LocalizedText(
          "Shown unmasked, on the record: \(revealed.joined(separator: ", ")).",
          zh: "经审计记录后显示原值：\(revealed.joined(separator: "、"))。"))
    }
    for (line, text) in hidden.notes {
      sentences.append(
        LocalizedText("Line \(line): \(text.english).", zh: "第 \(line) 行：\(text.chinese)。"))
    }
    if sentences.isEmpty { return nil }
    return sentences.map { $0.text(in: language) }.joined(
      separator: language == .chinese ? "" : " ")
  }
}

extension ReportVerification {
  /// Says what changed, line by line, then what stayed the same and what did not.
  package func text(in language: Language) -> String {
    var lines = changes.flatMap(lines)
    let figures = changes.count
    lines.append(
      figures == 0
        ? LocalizedText("no line of the report differs", zh: "报告各行均无差异")
        : LocalizedText(
          figures == 1 ? "1 difference" : "\(figures) differences", zh: "共 \(figures) 处差异"))
    lines.append(
      isEdited
        ? LocalizedText(
          "file: changed by hand after it was written", zh: "文件：生成之后被手工改动")
        : LocalizedText("file: as it was written", zh: "文件：生成之后未改动"))
    lines.append(
      fact(LocalizedText("report", zh: "报告"), old.source.digest == new.source.digest, []))
    lines.append(
      fact(
        LocalizedText("data", zh: "数据"), old.files == new.files,
        Self.changed(old.files, new.files)))
    if !old.models.isEmpty || !new.models.isEmpty {
      lines.append(
        fact(
          LocalizedText("model", zh: "模型"), old.models == new.models,
          Self.changed(old.models, new.models)))
    }
    if !old.scripts.isEmpty || !new.scripts.isEmpty {
      lines.append(
        fact(
          LocalizedText("scripts", zh: "脚本"), old.scripts == new.scripts,
          Self.changed(old.scripts, new.scripts)))
    }
    lines.append(
      fact(
        LocalizedText("settings", zh: "设置"),
        old.today == new.today && old.profile == new.profile && old.parameters == new.parameters
          && old.language == new.language && old.revealed == new.revealed,
        [
          (old.today, new.today), (old.profile, new.profile),
          (old.revealed.joined(separator: ","), new.revealed.joined(separator: ",")),
        ].filter { $0 != $1 }.map { "\($0) → \($1)" }))
    lines.append(
      fact(
        LocalizedText(verbatim: "pq"), old.version == new.version,
        old.version == new.version ? [] : ["\(old.version) → \(new.version)"]))
    return lines.map { $0.text(in: language) + "\n" }.joined()
  }

  private func lines(_ change: Change) -> [LocalizedText] {
    var result = [Self.difference(change)]
    if let query = change.query {
      let code = query.code.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }
      let place = "  \(new.source.path):\(query.line)  "
      result.append(LocalizedText(verbatim: place + code.joined(separator: " ")))
    }
    return result
  }

  private static func difference(_ change: Change) -> LocalizedText {
    let was = change.was.map { DisplayWidth.visible($0) }
    let now = change.now.map { DisplayWidth.visible($0) }
    switch (was, now) {
    case (let was?, let now?):
      return LocalizedText(
        "line \(change.line): was `\(was)`, is `\(now)`",
        zh: "第 \(change.line) 行：原为 `\(was)`，现为 `\(now)`")
    case (let was?, nil):
      return LocalizedText(
        "line \(change.line): `\(was)` is not in the report",
        zh: "第 \(change.line) 行：报告中没有 `\(was)`")
    case (nil, let now):
      return LocalizedText(
        "line \(change.line): lacks `\(now ?? "")`", zh: "第 \(change.line) 行：缺少 `\(now ?? "")`")
    }
  }

  private func fact(
    _ name: LocalizedText, _ isSame: Bool, _ details: [String]
  ) -> LocalizedText {
    let text = details.joined(separator: ", ")
    return LocalizedText(
      "\(name.english): \(isSame ? "the same" : "changed")\(text.isEmpty ? "" : " (\(text))")",
      zh: "\(name.chinese)：\(isSame ? "未变" : "已变")\(text.isEmpty ? "" : "（\(text)）")")
  }

  private static func changed(
    _ old: [ReportRecord.File], _ new: [ReportRecord.File]
  ) -> [String] {
    let differing = Set(old).symmetricDifference(new)
    var names: [String] = []
    for file in old + new where differing.contains(file) && !names.contains(file.path) {
      names.append(file.path)
    }
    return names
  }
}
