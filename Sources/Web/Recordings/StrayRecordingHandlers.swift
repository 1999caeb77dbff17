import ContactCenter
import Hummingbird

/// The recordings of which no call knows: the list of a day, and the sound of one. For who may listen to all.
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
