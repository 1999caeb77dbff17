import ContactCenter
import Foundation

/// The rows of lists of calls.
struct CallListView {
    var kind: CallListKind
    var direction: CallDirection
    /// Rows of several days stand below each other, so that each has its date.
    var showsDates: Bool
    /// What was noted on the calls (requirement S2.8).
    var notes: [CallID: [CallNote]] = [:]
    var registered: [CallID: MatchedContactName] = [:]
    var viewer: Viewer

    private var language: Language { viewer.language }

    // MARK: - Columns

    var columns: [ListTable.Column] {
        switch kind {
        case .calls: callColumns
        case .register:
            [
                .init(.registerDate), .init(.identity), .init(.subscriberNumber), .init(.did), .init(.extensionNumber),
                .init(.registeredContact), .init(.recording),
            ]
        }
    }

    private var callColumns: [ListTable.Column] {
        let inbound: [ListTable.Column] = direction == .inbound ? [.init(.didInShort), .init(.queue)] : []
        return [
            .init(.time), .init(direction == .inbound ? .receivedBy : .calledBy),
            .init(direction == .internal ? .calledNumber : .subscriberNumber),
        ] + inbound + [
            .init(.callStatus), .init(.acceptedAt), .init(.waiting, isNumber: true),
            .init(.conversation, isNumber: true), .init(.recording), .init(.transferredAt),
            .init(.transferredToWhom), .init(.transferredToDepartment), .init(.transferOutcome),
            .init(.recordingAfterTransfer),
        ]
    }

    // MARK: - Rows

    func row(_ row: CallListRow) -> HTML {
        switch kind {
        case .calls: callRow(row)
        case .register: registerRow(row)
        }
    }

    private func callRow(_ row: CallListRow) -> HTML {
        var cells = [person(row.person), subscriber(row)]
        if direction == .inbound { cells += [viewer.did(row.did), foreign(row.queue?.rawValue ?? "", limit: 40)] }
        cells += [outcomeInTwoLines(row.result, row.cause, in: language), row.acceptedAt.map(time) ?? .nothing]
        let lengths = [row.waitTime, row.talkTime].map { $0.map(length) ?? .nothing }
        let second = row.second
        let rest = [
            mark(row.recording, of: row), second.transferredAt.map { transferTime($0, second) } ?? .nothing,
            person(second.person, withDepartment: false), foreign(second.person?.department ?? "", limit: 40),
            outcome(of: second), mark(second.recording, of: row),
        ]
        return """
            <tr data-row><th scope="row">\(link(to: row))</th>\(cells.map(cell))\
            \(lengths.map { "<td class=\"num\">\($0)</td>" as HTML })\(rest.map(cell))</tr>
            """
    }

    private func registerRow(_ row: CallListRow) -> HTML {
        let cells = [
            "<span class=\"number\">\(foreign(row.id.linkedID.rawValue, limit: 40))</span>" as HTML,
            viewer.callable(row.number), viewer.did(row.did), row.person?.party.html(for: viewer) ?? .nothing,
            // An empty cell is a call that nobody registered.
            registered[row.id].map { ContactLink(contact: $0, viewer: viewer).html } ?? .nothing,
            mark(row.recording, of: row),
        ]
        return "<tr data-row><th scope=\"row\">\(link(to: row))</th>\(cells.map(cell))</tr>"
    }

    private func cell(_ content: HTML) -> HTML { "<td>\(content)</td>" }

    private func link(to row: CallListRow) -> HTML {
        "<a href=\"\(SitePath.call(row.id))\">\(showsDates ? exactTime(row.startedAt, for: viewer) : time(row.startedAt))</a>"
    }

    // MARK: - Cells

    private func subscriber(_ row: CallListRow) -> HTML {
        let words = row.number.map(viewer.callable) ?? "<span class=\"muted\">\(language[.numberNotDelivered])</span>"
        let name = row.name.map { name -> HTML in "<small>\(foreign(name, limit: 60))</small>" } ?? .nothing
        return "<span class=\"phone\">\(words)</span>\(name)\((notes[row.id] ?? []).map(noted))"
    }

    private func noted(_ note: CallNote) -> HTML {
        guard !note.text.isEmpty else { return .nothing }
        return "<small title=\"\(note.author)\">\(foreign(note.text, limit: 60))</small>"
    }

    private func person(_ person: CallListRow.Person?, withDepartment: Bool = true) -> HTML {
        guard let person else { return .nothing }
        let details = [person.name, withDepartment ? person.department : nil].compactMap { $0 }
            .map { foreign($0, limit: 40) }
        let small: HTML = details.isEmpty ? .nothing : "<small>\(details.joined(" · "))</small>"
        return "<b>\(person.party.html(for: viewer))</b>\(small)"
    }

    private func transferTime(_ at: Date, _ second: CallListRow.SecondLeg) -> HTML {
        guard second.earlierTransfers > 0 else { return time(at) }
        return "\(time(at))<small>\(language(.transfersBefore, "\(second.earlierTransfers)"))</small>"
    }

    /// Without a transfer the employee accepted when the operator did (requirement S2.10).
    private func outcome(of second: CallListRow.SecondLeg) -> HTML {
        let accepted = second.acceptedAt.map(time) ?? .nothing
        switch second.isAnswered {
        case true?:
            return "<span class=\"outcome good\">\(language[.transferAnswered])</span><small>\(accepted)</small>"
        case false?: return "<span class=\"outcome bad\">\(language[.transferNotAnswered])</span>"
        case nil: return "<span class=\"muted\">\(accepted)</span>"
        }
    }

    /// That there is a recording stands there for everybody; it leads to the player those who may listen.
    private func mark(_ recording: Recording?, of row: CallListRow) -> HTML {
        guard let recording else { return .nothing }
        let title = language(.recordingOf, length(recording.length))
        let words: HTML = """
            \(Icon.recording.html())<span class="only-read">\(title)</span>\
            <span aria-hidden="true">\(length(recording.length))</span>
            """
        guard viewer.may(.recordings) else { return "<span class=\"recorded\">\(words)</span>" }
        return "<a class=\"recorded\" href=\"\(SitePath.call(row.id))#recordings\">\(words)</a>"
    }

    private func time(_ instant: Date) -> HTML { secondsTime(instant, for: viewer) }
}
