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
    /// So long after its time a reminder is still done in time.
    let reminderDelay: Duration

    /// By what the chunks are made: they are made anew when it changes.
    var madeBy: String {
        let lengths = [callBackWindow, answeredWithin, reminderDelay].map { String($0.inMilliseconds) }
        // New rules of summer time move the borders of days that have been counted.
        return "10 \(zone.identifier) \(TimeZone.timeZoneDataVersion) \(lengths.joined(separator: " "))"
    }

    /// How long after it a change is felt by other facts of its kind, in seconds: a missed call by those that follow of the same caller.
    func reach(of kind: FactKind) -> TimeInterval { kind == .missed ? callBackWindow.inSeconds : 0 }

    /// The facts of each of the days; a day without facts has none.
    ///
    /// - Parameter text: only of contacts in which this stands.
    func facts(
        of kind: FactKind,
        on days: ClosedRange<Day>,
        with text: SoughtText? = nil,
        in transaction: any Transaction
    ) throws -> [Day: [Fact]] {
        let clocks = try BranchClocks(zone, in: transaction)
        let source = FactSource.of(kind)
        let period = clocks.instants(of: days)
        var values = self.values(of: period, source)
        let sought = condition(of: kind, with: text, in: period, transaction.dialect, &values)
        let statement = "SELECT \(columns(of: kind, source)) FROM \(source.table) \(source.rows)\(sought)"
        var parts: [FoundFact] = []
        for row in try transaction.rows(statement, values) {
            var row = row
            let found = try self.found(of: kind, source, &row)
            parts += found.until.map { found.divided(until: $0, within: period, clocks) } ?? [found]
        }
        if kind == .line { parts += Self.peaks(of: parts, clocks) }
        var facts: [Day: [Fact]] = [:]
        for fact in parts.lazy.map({ $0.fact(by: clocks) }) where days.contains(fact.day) {
            facts[fact.day, default: []].append(fact)
        }
        return facts
    }

    /// Of each hour how many lines were in use at once, of each trunk and of all together.
    private static func peaks(of parts: [FoundFact], _ clocks: BranchClocks) -> [FoundFact] {
        struct Hour: Hashable {
            var day: Day
            var hour: Int
        }
        let hours = Dictionary(grouping: parts) { part in
            let (day, hour) = clocks.hour(of: part.at, in: part.branch)
            return Hour(day: day, hour: hour)
        }
        return hours.values.flatMap { parts in
            let trunks = Dictionary(grouping: parts) { $0.values[.trunk] ?? "" }
            return [parts.peak(.all, on: nil)] + trunks.map { $1.peak(.own, on: $0) }
        }
    }

    /// The facts of a day that are asked for, the latest first, up to one more than the limit before the place.
    func list(
        _ question: FactListQuestion,
        on day: Day,
        in transaction: any Transaction
    ) throws -> [ListedFact] {
        let clocks = try BranchClocks(zone, in: transaction)
        let source = FactSource.of(question.kind)
        let period = clocks.instants(of: day...day)
        var values = self.values(of: period, source)
        let sought = condition(of: question.kind, with: question.text, in: period, transaction.dialect, &values)
        let conditions = question.filter.compactMap { dimension, allowed in
            // Which of several values are meant is seen when they are read.
            dimension.isOfSeveral ? nil : source.dimensions[dimension].map { condition($0, isIn: allowed, &values) }
        }
        let (at, row) = ("$\(values.count + 1)", "$\(values.count + 2)")
        // A busy day has more than anybody reads: a portion at a time.
        let portion = 2 * question.limit + 50
        let statement = """
            SELECT \(source.row), \(columns(of: question.kind, source)), \(source.words.joined(separator: ", "))
            FROM \(source.table) \(source.wordTables) \(source.rows)\(sought)\(conditions.map { " AND \($0)" }.joined())
                AND (\(source.at) < \(at) OR \(source.at) = \(at) AND \(source.row) < \(row))
            ORDER BY \(source.at) DESC, \(source.row) DESC LIMIT \(portion)
            """
        var found: [ListedFact] = []
        var last = (at: period.until.millisecondsSince1970, row: Int64.max)
        if let place = question.before, place.day == day { last = (place.at.millisecondsSince1970, place.row) }
        while true {
            let rows = try transaction.rows(statement, values + [.integer(last.at), .integer(last.row)])
            for row in rows {
                var row = row
                let number = try row.integer()
                let read = try self.found(of: question.kind, source, &row)
                last = (read.at, number)
                let fact = read.fact(by: clocks)
                guard fact.day == day, question.includes(fact) else { continue }
                var listed = ListedFact(
                    place: FactPlace(day: day, at: Date(milliseconds: read.at), row: number),
                    values: fact.values,
                    amounts: fact.amounts
                )
                try listed.readWords(from: &row)
                found.append(listed)
                if found.count > question.limit { return found }
            }
            if rows.count < portion { return found }
        }
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
        switch kind {
        case .contact, .missed, .document, .reminder: return last("")
        // As its index asks.
        case .assignment: return last("contacts.handed_at > 0 AND ")
        case .state: return FactSource.lastState
        case .line: return FactSource.lastLine
        case .call, .participation:
            // In the index of each direction, whose end is found at once.
            let directions = CallDirection.allCases.map { last("direction = '\($0.rawValue)' AND ") }
            return "SELECT MAX(last) FROM (\(directions.joined(separator: " UNION ALL "))) AS directions"
        }
    }

    /// The instant, then the dimensions of the kind in their order, as far as they stand there, then its quantities, then until when
    /// it lasted and by whose clock, where it is divided.
    private func columns(of kind: FactKind, _ source: FactSource) -> String {
        ([source.at] + kind.dimensions.compactMap { source.dimensions[$0] }
            + kind.quantities.compactMap { source.quantities[$0] }
            + [source.until, source.clock].compactMap { $0 }).joined(separator: ", ")
    }

    private func values(of period: Period, _ source: FactSource) -> [SQLValue] {
        let limit: [SQLValue] =
            switch source.limit {
            case .callBackWindow?: [.length(callBackWindow)]
            case .reminderDelay?: [.length(reminderDelay)]
            case nil: []
            }
        return [.instant(period.from), .instant(period.until)] + limit
    }

    /// - Returns: that the fact's contact is among those in which the text stands, where one is looked for; documents and the like are of other times than it.
    private func condition(
        of kind: FactKind,
        with text: SoughtText?,
        in period: Period,
        _ dialect: Dialect,
        _ values: inout [SQLValue]
    ) -> String {
        guard let text else { return "" }
        let contacts = ContactTextTable.contacts(with: text, of: kind == .contact ? period : .always, dialect) {
            value in
            values.append(value)
            return "$\(values.count)"
        }
        return " AND contacts.id IN (\(contacts))"
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

    private func found(of kind: FactKind, _ source: FactSource, _ row: inout SQLRow) throws -> FoundFact {
        let at = try row.integer()
        var values: [FactDimension: String] = [:]
        for dimension in kind.dimensions where source.dimensions[dimension] != nil {
            if let text = try row.optionalText(), !text.isEmpty { values[dimension] = text }
        }
        var amounts: [FactQuantity: Int64] = [:]
        for quantity in kind.quantities where source.quantities[quantity] != nil {
            amounts[quantity] = try row.optionalInteger()
        }
        let isAnswered = kind == .call && values[.result] == CallResult.answered.rawValue
        if isAnswered { values[.offered] = "yes" }
        if kind == .call, let waited = amounts[.waiting] {
            values[.wait] = WaitClass.value(of: waited)
            values[.offered] = "yes"
            if isAnswered, waited <= answeredWithin.inMilliseconds { values[.prompt] = "yes" }
        }
        let until = source.until == nil ? nil : try row.optionalInteger()
        let branch = source.clock == nil ? values[.branch] : try row.optionalText()
        return FoundFact(at: at, until: until, branch: branch, values: values, amounts: amounts)
    }
}

/// A fact before anybody has looked at a clock.
private struct FoundFact {
    let at: Int64
    let until: Int64?
    /// By whose clock it is.
    let branch: String?
    let values: [FactDimension: String]
    let amounts: [FactQuantity: Int64]

    func fact(by clocks: BranchClocks) -> Fact {
        let (day, hour) = clocks.hour(of: at, in: branch)
        return Fact(day: day, values: values.merging([.hour: String(hour)]) { $1 }, amounts: amounts)
    }

    /// One for each hour of the clock, as far as it was in the period. What happened at its beginning is in the first.
    func divided(until: Int64, within period: Period, _ clocks: BranchClocks) -> [FoundFact] {
        var parts: [FoundFact] = []
        let later = values.filter { $0.key != .began && $0.key != .refused }
        var from = max(at, period.from.millisecondsSince1970)
        let end = min(until, period.until.millisecondsSince1970)
        while from < end {
            let next = min(clocks.endOfHour(at: from, in: branch), end)
            parts.append(
                FoundFact(
                    at: from,
                    until: nil,
                    branch: branch,
                    values: from == at ? values : later,
                    amounts: [.lasting: next - from]
                )
            )
            from = next
        }
        return parts
    }
}

extension [FoundFact] {
    /// How many of these there were at once: a fact of the hour that they are all in.
    fileprivate func peak(_ peak: LinePeak, on trunk: String?) -> FoundFact {
        var values: [FactDimension: String] = [.peak: peak.rawValue]
        values[.trunk] = trunk
        let most = LinePeak.most(of: map { $0.at..<$0.at + ($0.amounts[.lasting] ?? 0) })
        return FoundFact(
            at: self[0].at,
            until: nil,
            branch: self[0].branch,
            values: values,
            amounts: [.atOnce: Int64(most)]
        )
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
