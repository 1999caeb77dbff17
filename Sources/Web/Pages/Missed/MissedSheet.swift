import ContactCenter
import Foundation
import Hummingbird

/// The register of missed calls as a file: a row for each caller or each call, as the reader has arranged it, all of its pages.
struct MissedSheet: Sendable {
    private let list: MissedList
    private let rules: MissedRules
    private let viewer: Viewer

    init(_ list: MissedList, rules: MissedRules, for viewer: Viewer) {
        self.list = list
        self.rules = rules
        self.viewer = viewer
    }

    /// Finds who the callers of a page may be.
    typealias Clients = @Sendable (MissedPage) async -> [NumberKey: [FoundClient]]

    func export(of register: any MissedRegister, clients: @escaping Clients) -> SheetExport {
        let language = viewer.language
        let view: HTML = "\(language[.missedViews]): \(language[list.query.view.phrase])"
        let sheet = Sheet(
            title: language[.missedTitle].words,
            remarks: sheetRemarks(list.period.days, list.bar(for: viewer).fields, for: viewer) + [view.words],
            columns: columns,
            timeZone: viewer.timeZone,
            rows: rows(of: register, clients)
        )
        return SheetExport(
            "missed",
            language[.missed],
            list.period.days,
            list.plain,
            besides: ["by", "after"],
            sheet: sheet
        )
    }

    private var columns: [Sheet.Column] {
        let columns: [(String, Phrase, Sheet.Column.Kind)] = [
            ("number", .missedNumber, .phone), ("client", .contactClient, .text), ("times", .missedTimes, .number),
            ("started_at", .missedDate, .instant), ("state", .state, .text),
            ("reached_by", .missedReachedByWhom, .text),
            ("assignee", .missedAssignee, .text), ("phone", .missedPhone, .text), ("queue", .queue, .text),
            ("wait_ms", .waiting, .duration), ("did", .did, .phone), ("cause", .missedCause, .text),
            ("excluded", .missedExclude, .text),
        ]
        return columns.map { Sheet.Column($0, viewer.language[$1].words, $2) }
    }

    private struct Portion: Sendable {
        var rows: [Sheet.Row]
        var next: MissedQuery.Place?
    }

    private func rows(of register: any MissedRegister, _ clients: @escaping Clients) -> Sheet.Rows {
        var query = list.query
        (query.after, query.limit) = (nil, 500)
        let portion: @Sendable (MissedQuery.Place?) async throws -> Portion = { [query] place in
            var asked = query
            asked.after = place
            let page = try await register.page(asked)
            let known = await clients(page)
            return Portion(rows: page.callers.compactMap { row($0, known) }, next: page.next)
        }
        return { take in
            try await readAhead(portion(nil)) { before in
                guard let place = before.next else { return nil }
                return try await portion(place)
            } take: {
                try await take($0.rows)
            }
        }
    }

    private func row(_ caller: MissedCaller, _ clients: [NumberKey: [FoundClient]]) -> Sheet.Row? {
        guard let call = caller.attempts.first else { return nil }
        let number = call.caller.number.flatMap { viewer.isUsable($0) ? $0 : nil }
        let known = number.flatMap { viewer.numbers.read($0).key }.flatMap { clients[$0] } ?? []
        let names = known.isEmpty ? [call.caller.name].compactMap(\.self) : known.map(\.name)
        let written: Sheet.Cell =
            number.map { .phone(viewer.phoneText($0)) } ?? .text(viewer.language[.numberNotDelivered].words)
        var cells: [Sheet.Cell] = [
            written, .text(names.joined(separator: " / ")), .number(Int64(caller.count)), .instant(call.startedAt),
            .text(state(of: call).words), text(call.reach?.person), text(call.assignee),
        ]
        cells += [
            text(call.phone?.rawValue), text(call.queue?.rawValue), call.waitTime.map { .duration($0) } ?? .nothing,
            call.did.map { .phone(viewer.phoneText($0)) } ?? .nothing, .text(cause(of: call).words),
            text(exclusion(of: call)),
        ]
        return Sheet.Row(cells)
    }

    private func text(_ text: String?) -> Sheet.Cell { text.map { .text($0) } ?? .nothing }

    /// With the dates in full: the file is still read when today is long over.
    private func state(of call: MissedCall) -> HTML {
        let language = viewer.language
        switch call.state(by: rules, at: viewer.now) {
        case .waiting(let until): return language(.missedCallUntil, exactTime(until, for: viewer))
        case .overdue(let since): return language(.missedOverdueSince, exactTime(since, for: viewer))
        case .reached: return reach(of: call)
        case .reachedLate: return language(.missedReachedLate, reach(of: call))
        case .excluded: return language[.missedExcluded]
        case .notCounted: return language[.missedNotCounted]
        case .spam: return language[.missedSpam]
        case .hidden: return language[.missedIsHidden]
        }
    }

    private func reach(of call: MissedCall) -> HTML {
        guard let reach = call.reach else { return .nothing }
        let words: Phrase = reach.direction == .inbound ? .missedReachedHimself : .missedReachedBack
        return viewer.language(words, exactTime(reach.at, for: viewer))
    }

    private func cause(of call: MissedCall) -> HTML {
        let language = viewer.language
        let cause = call.cause.map { language[$0.phrase] } ?? call.result.map { language[$0.phrase] } ?? .nothing
        return call.isOutsideHours ? "\(cause), \(language[.missedOutsideHours])" : cause
    }

    private func exclusion(of call: MissedCall) -> String? {
        call.exclusion.map { exclusion in
            [viewer.language[exclusion.reason.phrase].words, exclusion.note, exclusion.by].compactMap(\.self)
                .joined(separator: " · ")
        }
    }
}

extension Site {
    func exportMissed(as form: SheetForm) -> Handler {
        { request, context in
            let viewer = viewer(of: request, context)
            let list = MissedList(request, for: try context.signedIn, seenBy: viewer)
            guard list.period.refusal == nil else { throw HTTPError(.badRequest) }
            let sheet = MissedSheet(list, rules: missedRules, for: viewer)
            let export = sheet.export(of: missed) { await clients(of: $0, viewer) }
            return try await send(export, as: form, request, context)
        }
    }
}
