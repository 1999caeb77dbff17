import ContactCenter
import Foundation

/// Reads facts from the tables in which the business works: for days whose chunks are not there, and to list them.
struct FactReading {
    /// That of the business, for what has no branch or whose branch has none of its own (decision D18).
    let zone: TimeZone
    /// Within it a caller who was reached is not missed any more (decision D1).
    let callBackWindow: Duration
    /// After no longer a wait a call is answered in time.
    let answeredWithin: Duration

    /// By what the chunks are made: they are made anew when it changes.
    var madeBy: String { "5 \(zone.identifier) \(callBackWindow.inMilliseconds) \(answeredWithin.inMilliseconds)" }

    /// The facts of each of the days; a day without facts has none.
    func facts(
        of kind: FactKind,
        on days: ClosedRange<Day>,
        in transaction: any Transaction
    ) throws -> [Day: [Fact]] {
        let clocks = try BranchClocks(zone, in: transaction)
        let source = FactSource.of(kind)
        let statement = "SELECT \(columns(of: kind, source)) FROM \(source.table) \(source.rows)"
        var facts: [Day: [Fact]] = [:]
        for row in try transaction.rows(statement, instants(of: days, source, clocks)) {
            var row = row
            let (fact, _) = try self.fact(of: kind, source, &row, clocks)
            if days.contains(fact.day) { facts[fact.day, default: []].append(fact) }
        }
        return facts
    }

    /// The facts of a day that are asked for, the latest first, up to one more than the limit before the place.
    func list(
        _ question: FactListQuestion,
        on day: Day,
        in transaction: any Transaction
    ) throws -> [ListedFact] {
        let clocks = try BranchClocks(zone, in: transaction)
        let source = FactSource.of(question.kind)
        var values = instants(of: day...day, source, clocks)
        let conditions = question.filter.compactMap { dimension, allowed in
            // Which of several values are meant is seen when they are read.
            dimension.isOfSeveral ? nil : source.dimensions[dimension].map { condition($0, isIn: allowed, &values) }
        }
        let statement = """
            SELECT \(columns(of: question.kind, source)), \(source.row), \(source.words.joined(separator: ", "))
            FROM \(source.table) \(source.wordTables) \(source.rows)\(conditions.map { " AND \($0)" }.joined())
            ORDER BY \(source.at) DESC, \(source.row) DESC
            """
        var found: [ListedFact] = []
        for row in try transaction.rows(statement, values) {
            var row = row
            let (fact, at) = try self.fact(of: question.kind, source, &row, clocks)
            guard fact.day == day, question.includes(fact) else { continue }
            var listed = ListedFact(
                place: FactPlace(day: day, at: at, row: try row.integer()),
                values: fact.values,
                amounts: fact.amounts
            )
            try listed.readWords(from: &row)
            if let place = question.before, listed.place >= place { continue }
            found.append(listed)
            if found.count > question.limit { break }
        }
        return found
    }

    /// The latest day before another on which there are facts, or a day close after it; `nil` where there are none.
    func lastDay(of kind: FactKind, before day: Day, in transaction: any Transaction) throws -> Day? {
        let clocks = try BranchClocks(zone, in: transaction)
        var row = try transaction.rows(
            Self.last(of: kind),
            [.instant(clocks.instants(of: (day - 1)...(day - 1)).until)]
        )[0]
        return try row.optionalInstant().flatMap { clocks.days(of: $0).max() }.map { min($0, day - 1) }
    }

    // MARK: - Statements

    private static func last(of kind: FactKind) -> String {
        let source = FactSource.of(kind)
        func last(_ condition: String) -> String {
            "SELECT MAX(\(source.at)) AS last FROM \(source.table) WHERE \(condition)\(source.at) < $1"
        }
        guard kind == .call else { return last("") }
        // In the index of each direction, whose end is found at once.
        let directions = CallDirection.allCases.map { last("direction = '\($0.rawValue)' AND ") }
        return "SELECT MAX(last) FROM (\(directions.joined(separator: " UNION ALL "))) AS directions"
    }

    /// The instant, then the dimensions of the kind in their order, as far as they stand there, then its quantities.
    private func columns(of kind: FactKind, _ source: FactSource) -> String {
        ([source.at] + kind.dimensions.compactMap { source.dimensions[$0] }
            + kind.quantities.compactMap { source.quantities[$0] }).joined(separator: ", ")
    }

    private func instants(of days: ClosedRange<Day>, _ source: FactSource, _ clocks: BranchClocks) -> [SQLValue] {
        let instants = clocks.instants(of: days)
        return [.instant(instants.from), .instant(instants.until)] + (source.hasWindow ? [.length(callBackWindow)] : [])
    }

    private func condition(_ expression: String, isIn allowed: Set<String?>, _ values: inout [SQLValue]) -> String {
        var alternatives: [String] = []
        let texts = allowed.compactMap { $0 }.sorted()
        if !texts.isEmpty {
            let places = texts.map { text in
                values.append(.text(text))
                return "$\(values.count)"
            }
            alternatives.append("\(expression) IN (\(places.joined(separator: ", ")))")
        }
        // An empty text is none, too.
        if allowed.contains(nil) { alternatives.append("COALESCE(\(expression), '') = ''") }
        return alternatives.isEmpty ? "1 = 0" : "(\(alternatives.joined(separator: " OR ")))"
    }

    // MARK: - Rows

    private func fact(
        of kind: FactKind,
        _ source: FactSource,
        _ row: inout SQLRow,
        _ clocks: BranchClocks
    ) throws -> (Fact, at: Date) {
        let at = try row.integer()
        var values: [FactDimension: String] = [:]
        for dimension in kind.dimensions where source.dimensions[dimension] != nil {
            if let text = try row.optionalText(), !text.isEmpty { values[dimension] = text }
        }
        var amounts: [FactQuantity: Int64] = [:]
        for quantity in kind.quantities { amounts[quantity] = try row.optionalInteger() }
        let isAnswered = kind == .call && values[.result] == CallResult.answered.rawValue
        if isAnswered { values[.offered] = "yes" }
        if kind == .call, let waited = amounts[.waiting] {
            values[.wait] = WaitClass.value(of: waited)
            values[.offered] = "yes"
            if isAnswered, waited <= answeredWithin.inMilliseconds { values[.prompt] = "yes" }
        }
        let (day, hour) = clocks.hour(of: at, in: values[.branch])
        values[.hour] = String(hour)
        return (Fact(day: day, values: values, amounts: amounts), Date(milliseconds: at))
    }
}

extension ListedFact {
    fileprivate mutating func readWords(from row: inout SQLRow) throws {
        number = try row.optionalText()
        person = try row.optionalText()
        phone = try row.optionalText()
        contact = try row.optionalInteger().map(ContactID.init(_:))
        documentKind = try row.optionalText().flatMap(Document.Kind.init(rawValue:))
        guard let pbx = try row.optionalText(), let linkedID = try row.optionalText() else { return }
        call = CallID(pbx: PBXName(pbx), linkedID: LinkedID(linkedID), startSecond: try row.integer())
    }
}
