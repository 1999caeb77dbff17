import ContactCenter
import Foundation

/// The recordings of a call on its page: each with a player of its own, or with the reason why there is none.
struct RecordingPlayers {
    /// What there is to hear, as far as the reader may.
    enum Content: Hashable, Sendable {
        case recordings([ArchivedRecording])
        /// No folder of recordings is set up.
        case notSetUp
        /// The reader has no right to this conversation.
        case notAllowed
        case unreachable
    }

    let call: Call
    let content: Content
    let viewer: Viewer

    private var language: Language { viewer.language }

    /// Which seconds of the call can be heard.
    var recorded: [RecordingPlaces.Piece] { playable.flatMap { places(of: $0).pieces } }

    private var playable: [ArchivedRecording] {
        guard case .recordings(let all) = content else { return [] }
        return all.filter(\.isPlayable)
    }

    var html: HTML {
        switch content {
        case .notSetUp: note(.recordingsNotSetUp)
        case .notAllowed: call.recording == nil ? .nothing : note(.recordingNotAllowed)
        case .unreachable: note(.recordingsUnreachable)
        case .recordings(let all) where all.isEmpty: call.answeredAt == nil ? .nothing : note(.recordingNotKept)
        case .recordings(let all):
            "<div class=\"players\" id=\"recordings\">\(all.map { player($0, isOnly: all.count == 1) })</div>"
        }
    }

    private func note(_ phrase: Phrase) -> HTML {
        "<p class=\"muted\" id=\"recordings\">\(Icon.listen.html()) \(language[phrase])</p>"
    }

    private func player(_ archived: ArchivedRecording, isOnly: Bool) -> HTML {
        guard case .playable(let told) = archived.state else { return problem(archived) }
        let recording = archived.recording
        let length = told ?? recording.length
        let pieces = places(of: archived).pieces.map { piece -> HTML in
            "\(HTML(text: [piece.inRecording, piece.inCall, piece.length].map(seconds).joined(separator: ":")))"
        }
        let speeds = ["1", "1.25", "1.5", "2"].map { speed -> HTML in
            let checked: HTML = speed == "1" ? " checked" : .nothing
            let words = speed.replacing(".", with: language.code == .english ? "." : ",")
            return """
                <label><input type="radio" name="speed-\(archived.number)" value="\(speed)"\(checked)>\(words)×</label>
                """
        }
        let keys: HTML = """
            <span class="muted keys"><kbd>Space</kbd> \(language[.playOrPause]) · <kbd>←</kbd> <kbd>→</kbd> \
            \(language[.fiveSeconds])</span>
            """
        return """
            <div class="player" data-player data-source="\(SitePath.recording(archived.number, of: call.id))" \
            data-pieces="\(pieces.joined(" "))" data-of="\(language(.positionOf, "{}", "{}"))" \
            data-unplayable="\(language[.recordingUnreadable])">\
            <button class="button square" type="button" data-toggle data-play="\(language[.listen])" \
            data-pause="\(language[.pause])" aria-label="\(language[.listen])" title="\(language[.listen])">\
            \(Icon.listen.html())\(Icon.hold.html())</button>\
            <input type="range" min="0" max="\(seconds(length.inSeconds))" step="0.1" value="0" data-position \
            aria-label="\(language[.recordingPosition])">\
            <span class="number"><span data-at>0:00</span> <span class="muted">/ <span data-whole>\
            \(durationText(length))</span></span></span>\
            <div class="under"><span class="second">\(exactTime(recording.startedAt, for: viewer)) \
            <span class="muted">\(foreign(recording.fileName, limit: 60))</span></span>\
            \(isOnly || archived.number == 1 ? keys : .nothing)\(file(archived))\
            <fieldset class="segmented push" aria-label="\(language[.speed])">\(speeds)</fieldset></div>\
            <p class="error" role="alert" data-error></p></div>
            """
    }

    /// Takes the recording away, for those who may.
    private func file(_ archived: ArchivedRecording) -> HTML {
        guard viewer.may(.export) else { return .nothing }
        return """
            <a class="button small" href="\(SitePath.recording(archived.number, of: call.id))?file=1" download>\
            \(Icon.save.html())\(language[.recordingSave])</a>
            """
    }

    private func problem(_ archived: ArchivedRecording) -> HTML {
        guard case .not(let problem) = archived.state else { return .nothing }
        return """
            <p class="player absent">\(Icon.listen.html())<span>\(language[problem.phrase]) \
            <span class="muted">\(exactTime(archived.recording.startedAt, for: viewer)) \
            \(foreign(archived.recording.fileName, limit: 60))</span></span></p>
            """
    }

    private func places(of archived: ArchivedRecording) -> RecordingPlaces {
        guard case .playable(let length) = archived.state else {
            return RecordingPlaces(of: archived.recording, length: .zero, in: call)
        }
        return RecordingPlaces(of: archived.recording, length: length, in: call)
    }

    private func seconds(_ number: Double) -> String { String((number * 100).rounded() / 100) }
}
