import ContactCenter
import Foundation
import Hummingbird

/// The recordings of one day of which no call knows (requirement S4.6), each with a player. For administrators who may listen to all:
/// nobody can say whose conversation it is.
struct StrayRecordingsPage {
    enum Content {
        case files(RecordedFiles)
        case problem(Phrase)
    }

    static let path = "/recordings/strays"

    let day: Day
    let content: Content
    let viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        Shell(title: language[.strayRecordings], place: .calls).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(ConversationCheckPage.path)" \
            aria-label="\(language[.conversationCheck])" title="\(language[.conversationCheck])">\(Icon.back.html())</a>\
            <h1>\(language[.strayRecordings])</h1></div><p class="muted">\(language[.strayAdvice])</p>\
            <form class="record-search" method="get" action="\(Self.path)"><label for="day">\(language[.strayDay])</label>\
            <input class="input" type="date" id="day" name="day" value="\(day.description)" required>\
            <button class="button">\(language[.strayShow])</button>\
            <a class="button quiet" href="\(Self.path)?day=\((day - 1).description)">\(dateText(day - 1))</a>\
            <a class="button quiet" href="\(Self.path)?day=\((day + 1).description)">\(dateText(day + 1))</a></form>\(list)
            """,
            address: "\(Self.path)?day=\(day)",
            for: viewer
        )
    }

    private var list: HTML {
        switch content {
        case .problem(let words): return "<p class=\"notice\">\(language[words])</p>"
        case .files(let found):
            let cut: HTML = found.isCut ? "<p class=\"notice\">\(language[.strayCut])</p>" : .nothing
            guard !found.files.isEmpty else {
                return """
                    \(cut)<div class="card empty">\(Icon.listen.html())<b>\(language[.strayNone])</b></div>
                    """
            }
            return """
                \(cut)<section class="card list"><div class="scroll" tabindex="0" role="region" \
                aria-label="\(language[.strayRecordings])"><table class="table"><thead><tr>\
                <th scope="col">\(language[.strayAt])</th><th scope="col">\(language[.strayFile])</th>\
                <th scope="col" class="num">\(language[.straySize])</th><th scope="col">\(language[.listen])</th>\
                </tr></thead><tbody>\(found.files.map(row))</tbody></table></div></section>
                """
        }
    }

    private func row(_ file: RecordedFile) -> HTML {
        let name = Recording(path: file.place, startedAt: file.at).fileName
        let source = "\(Self.path)/sound?place=\(SitePath.percentEncoded(file.place))"
        return """
            <tr><th scope="row">\(dayAndTime(file.at, for: viewer))</th>\
            <td title="\(shortened(file.place, to: 400))">\(foreign(name, limit: 120))</td>\
            <td class="num">\(language(.strayKilobytes, "\((file.size + 1_023) / 1_024)"))</td>\
            <td><audio controls preload="none" src="\(source)" aria-label="\(shortened(name, to: 120))"></audio></td></tr>
            """
    }
}

extension Site {
    @Sendable func showStrayRecordings(_ request: Request, _ context: Context) async throws -> Response {
        try mayHearStrays(context)
        let viewer = viewer(of: request, context)
        let calendar = BusinessCalendar(configuration.timeZone)
        let day =
            request.uri.queryParameters["day"].flatMap { Day(String($0)) } ?? calendar.day(of: now())
        return .page(
            StrayRecordingsPage(day: day, content: try await strayRecordings(of: day, calendar), viewer: viewer).html
        )
    }

    /// The sound of a file that no call knows; the listening is noted.
    @Sendable func sendStrayRecording(_ request: Request, _ context: Context) async throws -> Response {
        try mayHearStrays(context)
        let reader = try context.signedIn
        guard let recordings, let place = request.uri.queryParameters["place"].map(String.init), !place.isEmpty else {
            throw HTTPError(.notFound)
        }
        let sound: any RecordingSound
        do {
            sound = try await recordings.sound(at: place)
        } catch let problem as RecordingProblem {
            throw HTTPError(problem.status)
        }
        if request.method == .get {
            let playing = Listenings.Playing(session: reader.session.token, call: nil, number: 0, name: place)
            try await listeningLog.note(playing, by: reader.user.id, from: address(of: request, context), at: now())
        }
        return .sound(sound, named: "recording", for: request)
    }

    /// Whose conversation it is nobody knows: only for who may listen to everybody's.
    private func mayHearStrays(_ context: Context) throws {
        guard try context.signedIn.rights.scope(of: .recordings) == .all else { throw HTTPError(.forbidden) }
    }

    private func strayRecordings(of day: Day, _ calendar: BusinessCalendar) async throws -> StrayRecordingsPage.Content
    {
        guard let recordings else { return .problem(.recordingsNotSetUp) }
        guard recordings.areListed else { return .problem(.strayUnlisted) }
        do {
            var found = try await recordings.files(of: day)
            // Calls last, and the PBX may have another day than the business.
            let period = calendar.period(of: (day - 1)...(day + 2))
            let known = try await callLog.knownRecordings(in: period)
            found.files.removeAll { known.know($0.place) }
            return .files(found)
        } catch let problem as RecordingProblem {
            return .problem(problem.phrase)
        }
    }
}
