import ContactCenter
import Foundation
import Hummingbird

/// A list of ended calls as a file: the columns of the page, all of its pages; of one day where the reader has opened one.
struct CallListSheet: Sendable {
    private let page: CallListPage
    private let viewer: Viewer

    init(_ page: CallListPage, for viewer: Viewer) {
        self.page = page
        self.viewer = viewer
    }

    /// What is known of calls besides themselves.
    struct Additions: Sendable {
        var notes: [CallID: [CallNote]] = [:]
        var contacts: [CallID: MatchedContactName] = [:]
    }

    typealias Adding = @Sendable ([Call]) async throws -> Additions

    func export(of log: any CallLog, adding: @escaping Adding) -> SheetExport {
        let language = viewer.language
        let days = page.openDay.map { $0...$0 } ?? page.period.days
        let direction = page.kind.hasDirections ? [language[page.filters.filter.direction.phrase].words] : []
        let sheet = Sheet(
            title: language[page.kind.title].words,
            remarks: sheetRemarks(days, page.filters.fields, for: viewer) + direction,
            columns: columns.map { Sheet.Column($0.name, language[$0.title].words, $0.kind) },
            timeZone: viewer.timeZone,
            rows: rows(of: log, adding)
        )
        return SheetExport(
            page.kind == .calls ? "calls" : "register",
            language[page.kind.place.name],
            days,
            page.address,
            besides: CallListField.place,
            sheet: sheet
        )
    }

    private struct Portion: Sendable {
        var rows: [Sheet.Row]
        var next: ListPlace?
    }

    private func rows(of log: any CallLog, _ adding: @escaping Adding) -> Sheet.Rows {
        let period = page.openDay.map(page.period.period(of:)) ?? page.period.period
        let filter = page.filters.filter
        let portion: @Sendable (ListTurn) async throws -> Portion = { turn in
            let question = CallQuestion(filter: filter, days: [period], rows: .init(day: 0, turn: turn, limit: 1_000))
            let answer = try await log.answer(to: question)
            let additions = try await adding(answer.rows.map(\.call))
            return Portion(
                rows: answer.rows.map { row(CallListRow($0), additions) },
                next: answer.hasEarlier ? answer.rows.last?.place : nil
            )
        }
        return { take in
            try await readAhead(portion(.first)) { before in
                guard let place = before.next else { return nil }
                return try await portion(.before(place))
            } take: {
                try await take($0.rows)
            }
        }
    }

    // MARK: - Columns

    private typealias Column = (name: String, title: Phrase, kind: Sheet.Column.Kind)

    private var columns: [Column] {
        switch page.kind {
        case .register: Self.registered
        case .calls: subscriber + (isInbound ? Self.ours : []) + Self.course
        }
    }

    private static let registered: [Column] = [
        ("started_at", .registerDate, .instant), ("id", .identity, .text), ("number", .subscriberNumber, .phone),
        ("did", .did, .phone), ("extension", .extensionNumber, .text), ("contact", .registeredContact, .text),
        ("recording_ms", .recording, .duration),
    ]

    private var subscriber: [Column] {
        let number: Phrase = page.filters.filter.direction == .internal ? .calledNumber : .subscriberNumber
        return [
            ("started_at", .time, .instant), ("party", isInbound ? .receivedBy : .calledBy, .text),
            ("person", .employee, .text), ("department", .department, .text), ("number", number, .phone),
            ("name", .contactPerson, .text),
        ]
    }

    private static let ours: [Column] = [("did", .did, .phone), ("queue", .queue, .text)]

    private static let course: [Column] = [
        ("result", .callStatus, .text), ("answered_at", .acceptedAt, .instant), ("wait_ms", .waiting, .duration),
        ("talk_ms", .conversation, .duration), ("recording_ms", .recording, .duration),
        ("transferred_at", .transferredAt, .instant), ("transferred_to", .transferredToWhom, .text),
        ("transferred_to_department", .transferredToDepartment, .text), ("transfer_result", .transferOutcome, .text),
        ("notes", .callNotes, .text),
    ]

    private var isInbound: Bool { page.filters.filter.direction == .inbound }

    // MARK: - Rows

    private func row(_ row: CallListRow, _ additions: Additions) -> Sheet.Row {
        switch page.kind {
        case .register: Sheet.Row(registered(row, additions))
        case .calls: Sheet.Row(listed(row, additions))
        }
    }

    private func registered(_ row: CallListRow, _ additions: Additions) -> [Sheet.Cell] {
        let contact = additions.contacts[row.id].map { $0.number ?? viewer.language[.contactUnfinished].words }
        return [
            .instant(row.startedAt), .text(row.id.linkedID.rawValue), phone(row.number), phone(row.did),
            text(row.person.map { $0.party.html(for: viewer).words }), text(contact), length(row.recording?.length),
        ]
    }

    private func listed(_ row: CallListRow, _ additions: Additions) -> [Sheet.Cell] {
        let second = row.second
        let isTransferred = second.transferredAt != nil
        let words: Phrase? = second.isAnswered.map { $0 ? .transferAnswered : .transferNotAnswered }
        let notes = (additions.notes[row.id] ?? []).map(\.text).filter { !$0.isEmpty }
        var cells: [Sheet.Cell] = [
            .instant(row.startedAt), text(row.person.map { $0.party.html(for: viewer).words }), text(row.person?.name),
            text(row.person?.department), phone(row.number), text(row.name),
        ]
        if isInbound { cells += [phone(row.did), text(row.queue?.rawValue)] }
        cells += [
            .text(outcome(row.result, row.cause, in: viewer.language).words), instant(row.acceptedAt),
            length(row.waitTime), length(row.talkTime), length(row.recording?.length), instant(second.transferredAt),
        ]
        cells += [
            text(isTransferred ? second.person.map(name) : nil), text(isTransferred ? second.person?.department : nil),
            text(words.map { viewer.language[$0].words }), text(notes.joined(separator: "\n")),
        ]
        return cells
    }

    private func name(_ person: CallListRow.Person) -> String {
        [person.party.html(for: viewer).words, person.name].compactMap(\.self).joined(separator: " ")
    }

    private func text(_ text: String?) -> Sheet.Cell { text.map { .text($0) } ?? .nothing }
    private func phone(_ number: String?) -> Sheet.Cell { number.map { .phone(viewer.phoneText($0)) } ?? .nothing }
    private func instant(_ instant: Date?) -> Sheet.Cell { instant.map { .instant($0) } ?? .nothing }
    private func length(_ duration: Duration?) -> Sheet.Cell { duration.map { .duration($0) } ?? .nothing }
}

extension Site {
    func exportCalls(_ kind: CallListKind, as form: SheetForm) -> Handler {
        { request, context in
            let viewer = viewer(of: request, context)
            let page = try await listPage(kind, request, context, for: viewer)
            guard !page.isWrong else { throw HTTPError(.badRequest) }
            let export = CallListSheet(page, for: viewer).export(of: callLog) { calls in
                let ids = calls.map(\.id)
                return CallListSheet.Additions(
                    notes: kind == .calls ? CallListPage.grouped(try await cards.notes(of: ids), by: calls) : [:],
                    contacts: kind == .register ? try await reconciliation.contacts(of: ids) : [:]
                )
            }
            return try await send(export, as: form, request, context)
        }
    }
}
