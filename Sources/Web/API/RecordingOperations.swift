import ContactCenter
import HTTPTypes
import Hummingbird

/// The recordings of calls, by the right to listen and as far as it reaches (requirements S0.55, S4.7). Each listening is noted in the
/// audit log.
extension Site {
    var recordingOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let section = Section(subject: "Calls", permission: .recordings)
        let page = Schema.object([.init("items", .array(of: .reference(to: "Recording")))])
        let list = section.operation(
            "listRecordings",
            .get,
            "/calls/{id}/recordings",
            "The recordings of a call, each with whether it can be heard",
            page
        ) { call in
            let found = try await call.site.call(of: call.context)
            let rows = try await call.site.journal.cdrs(of: found.id)
            switch try await call.site.whatCanBeHeard(of: found, rows: rows, by: call.reader) {
            case .recordings(let all):
                let told = ArchivedRecording.told(of: found.id)
                return APIAnswer(["items": .array(all.map(told.json))])
            case .notSetUp: return APIAnswer(["items": []])
            case .notAllowed: throw Problem(.forbidden, subject: Permission.recordings.rawValue)
            case .unreachable: throw call.problem(.unreachable)
            }
        }.ofCall.refusing(.noSound)
        let sound = section.operation(
            "hearRecording",
            .get,
            "/calls/{id}/recordings/{number}",
            "The sound of one, or a part of it",
            Schema.text
        ) { call in
            do {
                let response = try await call.site.recordedSound(call.request, call.context)
                guard response.status != .rangeNotSatisfiable else {
                    var problem = Problem(.badRange)
                    problem.headers[.contentRange] = response.headers[.contentRange]
                    throw problem
                }
                return APIAnswer(file: response)
            } catch let absence as NoSound {
                throw absence.problem.map(call.problem) ?? Problem(.notFound)
            }
        }.ofCall.sending(.init(types: ["audio/wav", "audio/mpeg", "audio/ogg"], hasParts: true))
            .refusing(.noSound, .badRange)
        return ([list, sound], [.init("Recording", ArchivedRecording.told(of: nil).schema())])
    }
}

extension APICall {
    fileprivate func problem(_ reason: RecordingProblem) -> Problem {
        var problem = Problem(.noSound)
        problem.members = [
            JSON.Member("reason", .string(reason.word)),
            JSON.Member("detail", .string(viewer.language[reason.phrase].plain)),
        ]
        return problem
    }
}

extension ArchivedRecording {
    /// - Parameter call: `nil` where only the schema is wanted.
    fileprivate static func told(of call: CallID?) -> [Told<ArchivedRecording>] {
        [
            Told("number", Schema.id.described("Within the call: what addresses it")) { JSON($0.number) },
            Told("started_at", .instant) { JSON($0.recording.startedAt) },
            Told("length_ms", Schema.integer.optional.described("null: nobody knows yet")) {
                JSON($0.length?.inMilliseconds)
            },
            Told("file_name", .text) { .string($0.recording.fileName) },
            Told(
                "absence",
                Schema.words(RecordingProblem.words).optional.described("Why it cannot be heard; null: it can")
            ) { if case .not(let problem) = $0.state { .string(problem.word) } else { .null } },
            Told("sound", Schema.text.described("Its address")) { recording in
                .string(call.map { "\(Site.apiPath)\(SitePath.recording(recording.number, of: $0).markup)" } ?? "")
            },
        ]
    }

    private var length: Duration? {
        if case .playable(let length?) = state { length } else { recording.length }
    }
}

extension RecordingProblem {
    static let words = ["in_progress", "not_yet_copied", "unreachable", "gone", "outside", "unreadable", "busy"]

    var word: String {
        switch self {
        case .inProgress: "in_progress"
        case .notYetCopied: "not_yet_copied"
        case .unreachable: "unreachable"
        case .gone: "gone"
        case .outside: "outside"
        case .unreadable: "unreadable"
        case .busy: "busy"
        }
    }
}
