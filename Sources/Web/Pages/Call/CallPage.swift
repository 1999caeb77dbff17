import ContactCenter
import Foundation
import Hummingbird
import Logging

/// The page of one call: its course as a picture and in a table, what was recorded, and what the PBX itself wrote of it.
struct CallPage: Sendable {
    var call: Call
    var rows: [CDRRow]
    var recordings: RecordingPlayers.Content
    /// What those who spoke noted.
    var notes: [CallNote] = []
    /// The contact that was registered for it.
    var contact: MatchedContactName?
    /// It was missed while the business was closed.
    var isOutsideHours = false

    func html(address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let view = CallView(call: call, contact: contact, isOutsideHours: isOutsideHours, viewer: viewer)
        let title = language(.callAt, exactTime(call.startedAt, for: viewer))
        return Shell(title: view.plainTitle, place: nil).page(
            """
            <div class="page-head"><h1>\(title)</h1>\
            <span class="outcome \(tone(of: call.result))">\(view.outcomeWords)</span></div>
            \(CallCourse(call: call, recordings: recordings, viewer: viewer).html)
            <div class="columns even"><section class="card"><header><h2>\(language[.call])</h2></header>\
            <div class="body">\(view.facts)\(deal(for: viewer))</div></section>
            <div class="stack">\(noted(for: viewer))\(view.legs)\(view.transfers)</div></div>
            \(CDRTable(rows: rows, viewer: viewer).html)
            """,
            address: address,
            for: viewer
        )
    }

    private func deal(for viewer: Viewer) -> HTML {
        call.direction != .internal && call.answeredAt != nil ? dealButton(call.id, for: viewer) : .nothing
    }

    private func noted(for viewer: Viewer) -> HTML {
        let rows = notes.filter { !$0.text.isEmpty }.map { note -> HTML in
            """
            <li><p>\(foreign(note.text, limit: CallNote.limit))</p>\
            <small>\(foreign(note.author, limit: 60)) · \(dayAndTime(note.updatedAt, for: viewer))</small></li>
            """
        }
        guard !rows.isEmpty else { return .nothing }
        return """
            <section class="card"><header><h2>\(viewer.language[.note])</h2></header>\
            <div class="body"><ul class="notes">\(rows)</ul></div></section>
            """
    }
}

extension Site {
    @Sendable func showCall(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let call = try await call(of: context)
        guard try await mayRead(call, reader) else { throw HTTPError(.forbidden) }
        let rows = try await journal.cdrs(of: call.id)
        let page = CallPage(
            call: call,
            rows: rows,
            recordings: try await whatCanBeHeard(of: call, rows: rows, by: reader),
            notes: try await cards.notes(of: [call.id]),
            contact: try await reconciliation.contacts(of: [call.id])[call.id],
            isOutsideHours: try await missed.isOutsideHours(call.id)
        )
        return .page(page.html(address: request.addressWithoutLanguage, for: viewer(of: request, context)))
    }

    /// A folder that cannot be read keeps nobody from the page.
    func whatCanBeHeard(
        of call: Call,
        rows: [CDRRow],
        by reader: SignedIn
    ) async throws -> RecordingPlayers.Content {
        guard try await mayListen(to: call, reader) else { return .notAllowed }
        do {
            guard let recordings else { return .notSetUp }
            return .recordings(try await recordings.recordings(of: call, rows: rows))
        } catch {
            // Nobody who has left the page needs to be told.
            try Task.checkCancellation()
            logger.warning("Recordings cannot be looked for", metadata: ["call": "\(call.id)", "reason": "\(error)"])
            return .unreachable
        }
    }
}
