import ContactCenter
import Foundation

/// A list of ended calls: filters, counts per date, and the rows of a day (requirements S2.3 to S2.10, S0.54).
struct CallListPage: Sendable {
    static let rowsOnPage = 50

    var kind: CallListKind
    var address: ListAddress
    var period: ListPeriod
    var filters: CallListFilters
    /// The day whose rows are shown.
    private(set) var openDay: Day?
    private let days: [(day: Day, period: Period)]
    private let now: Date

    init(_ kind: CallListKind, _ address: ListAddress, filters: CallListFilters, for viewer: Viewer) {
        self.kind = kind
        self.address = address
        self.filters = filters
        now = viewer.now
        period = ListPeriod(address, for: viewer)
        days = period.daysBegun(at: viewer.now)
        let first = period.days.lowerBound
        openDay = first == period.days.upperBound ? first : period.day(named: address[DayCounts.field])
    }

    var isWrong: Bool { filters.isWrong || period.refusal != nil }

    // MARK: - The question

    var question: CallQuestion {
        let day = openDay.flatMap { open in days.firstIndex { $0.day == open } }
        let showsRows = day != nil || (openDay == nil && kind.showsAllDays)
        return CallQuestion(
            filter: filters.filter,
            days: days.map(\.period),
            rows: showsRows ? .init(day: day, turn: turn, limit: Self.rowsOnPage) : nil
        )
    }

    var turn: ListTurn {
        if let place = address[CallListField.before].flatMap(ListPlace.init(text:)) { return .before(place) }
        if let place = address[CallListField.after].flatMap(ListPlace.init(text:)) { return .after(place) }
        return .first
    }

    /// What is counted to see whether calls were added to the rows that are shown: those of a day at most.
    ///
    /// - Returns: `nil` when none can be added any more.
    func recent(since: Date? = nil) -> CallQuestion? {
        guard !isWrong else { return nil }
        let whole = openDay.map(period.period(of:)) ?? period.period
        guard whole.contains(now) else { return nil }
        let from = since ?? max(whole.from, now - 86_400)
        return CallQuestion(filter: filters.filter, days: [Period(from: from, until: whole.until)])
    }

    // MARK: - The page

    /// - Parameters:
    ///   - recentCount: how many calls `recent` has, where it asks.
    ///   - notes: what was noted on the calls of the answer.
    ///   - registered: the contacts of the calls of the answer.
    func html(
        _ answer: CallAnswer,
        notes: [CallNote] = [],
        registered: [CallID: MatchedContactName] = [:],
        recentCount: Int?,
        pageAddress: String,
        for viewer: Viewer
    ) -> HTML {
        let language = viewer.language
        let base = address.without(CallListField.place)
        let counts = dayCounts(answer, base)
        let shell = Shell(title: language[kind.title], place: kind.place, statusline: keys(for: viewer))
        let bar = FilterBar(
            address: address,
            period: period,
            fields: filters.fields,
            placeFields: CallListField.place
        )
        let total: HTML =
            isWrong
            ? .nothing
            : """
            <span class="muted">\(daysText(period.days, for: viewer)) · \(language.count(counts.total, .calls))</span>
            """
        return shell.page(
            """
            <div class="page-head"><h1>\(language[kind.title])</h1>\(directions(for: viewer))\(total)\(check(for: viewer))\(faxes(for: viewer))\(sheets(for: viewer))</div>
            \(bar.html(for: viewer))
            \(isWrong ? bar.wrong(for: viewer) : body(answer, notes, registered, counts, bar, recentCount, for: viewer))
            """,
            address: pageAddress,
            for: viewer
        )
    }

    /// Leads whoever sees calls of others to those that were not worked on.
    private func check(for viewer: Viewer) -> HTML {
        guard let reach = viewer.reader?.reach(of: .calls) else { return .nothing }
        switch reach {
        case .everybody, .some(.department):
            return """
                <a class="button push" href="\(ConversationCheckPage.path)">\(viewer.language[.conversationCheck])</a>
                """
        case .nobody, .some(.user): return .nothing
        }
    }

    private func faxes(for viewer: Viewer) -> HTML {
        viewer.sendsFaxes
            ? "<a class=\"button\" href=\"\(FaxListPage.path)\">\(Icon.doc.html()) \(viewer.language[.faxes])</a>"
            : .nothing
    }

    private func sheets(for viewer: Viewer) -> HTML {
        isWrong
            ? .nothing
            : SheetLinks(address: address.without(CallListField.before, CallListField.after)).html(for: viewer)
    }

    private func body(
        _ answer: CallAnswer,
        _ notes: [CallNote],
        _ registered: [CallID: MatchedContactName],
        _ counts: DayCounts,
        _ bar: FilterBar,
        _ recentCount: Int?,
        for viewer: Viewer
    ) -> HTML {
        let language = viewer.language
        guard counts.total > 0 else {
            return "\(arrivals(recentCount, for: viewer))\(bar.nothingFound(language[.callsNone], for: viewer))"
        }
        let table = counts.counts.count > 1 ? counts.html(for: viewer) : .nothing
        let rows: HTML
        if question.rows == nil {
            rows = "<p class=\"muted\">\(language[.clickACount])</p>"
        } else if answer.rows.isEmpty {
            rows = "<p class=\"muted\">\(language[.callsNoneOnDay])</p>"
        } else {
            rows = self.table(answer, notes, registered, for: viewer)
        }
        return "\(arrivals(recentCount, for: viewer))\(table)\(rows)"
    }

    private func table(
        _ answer: CallAnswer,
        _ notes: [CallNote],
        _ registered: [CallID: MatchedContactName],
        for viewer: Viewer
    ) -> HTML {
        let view = CallListView(
            kind: kind,
            direction: filters.filter.direction,
            showsDates: kind == .register || openDay == nil,
            notes: Self.grouped(notes, by: answer.rows.map(\.call)),
            registered: registered,
            viewer: viewer
        )
        let here = address.without(CallListField.before, CallListField.after)
        let caption = openDay.map { dateText($0) }.map { HTML(text: $0) } ?? daysText(period.days, for: viewer)
        return ListTable(
            label: "\(viewer.language[kind.title]) \(caption)",
            columns: view.columns,
            rows: answer.rows.map { view.row(CallListRow($0)) },
            newer: answer.hasLater ? answer.rows.first.map { here.with(CallListField.after, $0.place.text) } : nil,
            older: answer.hasEarlier ? answer.rows.last.map { here.with(CallListField.before, $0.place.text) } : nil
        ).html(for: viewer)
    }

    /// A note that was typed on a call which has become part of another one belongs to that.
    static func grouped(_ notes: [CallNote], by calls: [Call]) -> [CallID: [CallNote]] {
        let shown = Set(calls.map(\.id))
        return Dictionary(grouping: notes) { note in
            guard !shown.contains(note.call) else { return note.call }
            let present = calls.first { call in
                call.id.pbx == note.call.pbx && call.mergedLinkedIDs.contains(note.call.linkedID)
            }
            return present?.id ?? note.call
        }
    }

    private func dayCounts(_ answer: CallAnswer, _ base: ListAddress) -> DayCounts {
        let known = zip(days, answer.counts).map { DayCounts.Count($0.day, $1) }
        let coming = (days.count..<max(days.count, period.days.upperBound - period.days.lowerBound + 1)).map { place in
            DayCounts.Count(period.days.lowerBound + place, nil)
        }
        return DayCounts(counts: known + coming, open: openDay, address: base)
    }

    private func directions(for viewer: Viewer) -> HTML {
        guard kind.hasDirections else { return .nothing }
        let language = viewer.language
        let links = CallDirection.allCases.map { direction -> HTML in
            let current: HTML = direction == filters.filter.direction ? " aria-current=\"true\"" : .nothing
            return """
                <a href="\(address(in: direction).html)"\(current)>\(direction.icon.html())\
                \(language[direction.listPhrase])</a>
                """
        }
        return "<nav class=\"segmented\" aria-label=\"\(language[.direction])\">\(links)</nav>"
    }

    /// The same list in another direction, without the filters that there means nothing.
    private func address(in direction: CallDirection) -> ListAddress {
        var address = address.without(CallListField.place + [CallListField.cause])
        if direction != .inbound { address = address.without(CallListField.did, CallListField.queue) }
        let kinds = CallFilter.kinds(of: direction).map(\.rawValue)
        if let kind = address[CallListField.kind], !kinds.contains(kind) {
            address = address.without(CallListField.kind)
        }
        return address.with(CallListField.direction, direction == .inbound ? nil : direction.rawValue)
    }

    /// The pill that tells of new rows: empty until there are some, so that nothing the reader looks at moves.
    private func arrivals(_ recentCount: Int?, for viewer: Viewer) -> HTML {
        guard let recentCount, let from = recent()?.days.first?.from else { return .nothing }
        let top = address.without(CallListField.before, CallListField.after)
        let news = address.with("since", "\(milliseconds(from))").with("seen", "\(recentCount)")
        return """
            <p class="arrivals" role="status" hidden data-news="/news\(news.html)">\
            <a class="button" href="\(top.html)" data-key="KeyN"><span data-words></span> <kbd>N</kbd></a></p>
            """
    }

    private func keys(for viewer: Viewer) -> HTML {
        let language = viewer.language
        return """
            <span><kbd>J</kbd> <kbd>K</kbd> \(language[.keyRows])</span><span><kbd>Enter</kbd> \(language[.keyOpen])</span>\
            <span><kbd>N</kbd> \(language[.keyNew])</span>
            """
    }
}

extension CallDirection {
    fileprivate var listPhrase: Phrase {
        switch self {
        case .inbound: .callsInbound
        case .outbound: .callsOutbound
        case .internal: .callsInternal
        }
    }
}

extension ListPlace {
    /// `1775217720123-42`
    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let row = Int64(parts[1]),
            // Up to the year 9999: what is beyond cannot be counted with.
            (0..<253_402_300_800_000).contains(milliseconds)
        else { return nil }
        self.init(startedAt: Date(timeIntervalSince1970: Double(milliseconds) / 1_000), row: row)
    }

    var text: String { "\(milliseconds(startedAt))-\(row)" }
}
