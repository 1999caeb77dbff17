import Foundation

/// Where the sound of calls is kept (requirements S4.6, S4.7). What the PBX calls its files stays behind this.
package protocol RecordingArchive: Sendable {
    /// The recordings of a call, in the order in which they began: those that the journal names and, where it names none, those
    /// found by the call's ids and its start. One without any sound in it is none.
    ///
    /// - Parameter rows: the PBX's own records of the call, whose ids are looked for, too.
    func recordings(of call: Call, rows: [CDRRow]) async throws -> [ArchivedRecording]

    /// The sound of a recording, as browsers play it.
    ///
    /// - Throws: `RecordingProblem`.
    func sound(of recording: ArchivedRecording) async throws -> any RecordingSound

    /// Whether it can be known which files there are. A server that gives out one file after the other does not tell.
    var areListed: Bool { get }

    /// The sound files of a day by the PBX's clocks, whatever call they belong to.
    ///
    /// - Throws: `RecordingProblem`.
    func files(of day: Day) async throws -> RecordedFiles

    /// The sound of a file of the folder.
    ///
    /// - Parameter place: as `files(of:)` gives it; what is no sound file of the folder is gone.
    /// - Throws: `RecordingProblem`.
    func sound(at place: String) async throws -> any RecordingSound
}

extension RecordingArchive {
    package var areListed: Bool { true }
}

/// A recording of a call, and whether it can be heard.
package struct ArchivedRecording: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// - Parameter length: `nil` where it is known only after the whole file was read.
        case playable(length: Duration?)
        case not(RecordingProblem)
    }

    /// Its number within the call, from 1 on: what addresses it.
    package var number: Int
    /// Path on the PBX, beginning and length as the journal has them. Of a found file what its name tells.
    package var recording: Recording
    /// Where the archive has the file; means something to the archive alone.
    package var place: String
    package var state: State

    package init(number: Int, recording: Recording, place: String = "", state: State) {
        self.number = number
        self.recording = recording
        self.place = place
        self.state = state
    }

    package var isPlayable: Bool {
        if case .playable = state { true } else { false }
    }
}

/// Why a recording cannot be heard.
package enum RecordingProblem: Error, Hashable, Sendable {
    /// The call goes on, and the PBX writes the file.
    case inProgress
    /// The call ended a short while ago and its file is not there yet.
    case notYetCopied
    /// The folder of recordings cannot be reached now.
    case unreachable
    /// It was there, or should have been, and is not any more.
    case gone
    /// The PBX wrote it to a place outside of the folder that recordings may be taken from.
    case outside
    /// A file that nothing here can make into what browsers play.
    case unreadable
    /// More people wait for sound to be converted than this machine can serve.
    case busy
}

/// Sound that a browser plays.
package protocol RecordingSound: Sendable {
    /// Of the whole, in bytes.
    var size: Int64 { get }
    /// `audio/wav`, `audio/mpeg`, `audio/ogg`
    var type: String { get }
    /// Another one for other content.
    var tag: String { get }
    /// For the file's name where it is saved: `wav`.
    var nameExtension: String { get }

    /// - Returns: bytes from an offset on, `count` of them unless the sound ends there; none behind its end.
    func bytes(from offset: Int64, count: Int) async throws -> [UInt8]
}
