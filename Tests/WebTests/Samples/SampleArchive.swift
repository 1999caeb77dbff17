import ContactCenter
import Foundation
import Synchronization

/// An archive in which every call has these recordings; the sound is the bytes 0, 1, 2 … again and again.
final class SampleArchive: RecordingArchive {
    struct Broken: Error {}

    private let all: [ArchivedRecording]
    private let problem: RecordingProblem?
    private let isReadable: Bool
    let size: Int64

    init(
        _ states: [ArchivedRecording.State] = [.playable(length: .seconds(20))],
        problem: RecordingProblem? = nil,
        size: Int64 = 200_000,
        isReadable: Bool = true
    ) {
        all = states.enumerated().map { index, state in
            var recording = Recording(
                path: "/var/spool/asterisk/monitor/<b>\"Анна\"-\(index).wav",
                startedAt: Call.sampleStart + .seconds(9)
            )
            recording.length = .seconds(20)
            return ArchivedRecording(number: index + 1, recording: recording, place: "\(index)", state: state)
        }
        self.problem = problem
        self.size = size
        self.isReadable = isReadable
    }

    func recordings(of call: Call, rows: [CDRRow]) async throws -> [ArchivedRecording] {
        guard isReadable else { throw Broken() }
        return all
    }

    func sound(of recording: ArchivedRecording) async throws -> any RecordingSound {
        if case .not(let problem) = recording.state { throw problem }
        if let problem { throw problem }
        return Sound(size: size)
    }

    func files(of day: Day) async throws -> RecordedFiles {
        if let problem { throw problem }
        return RecordedFiles(
            files: all.map { RecordedFile(place: $0.recording.fileName, at: $0.recording.startedAt, size: 2_000) }
        )
    }

    func sound(at place: String) async throws -> any RecordingSound {
        guard all.contains(where: { $0.recording.fileName == place }) else { throw RecordingProblem.gone }
        return Sound(size: size)
    }

    private struct Sound: RecordingSound {
        let size: Int64
        let type = "audio/wav"
        let tag = "v1"
        let nameExtension = "wav"

        func bytes(from offset: Int64, count: Int) async throws -> [UInt8] {
            (0..<Int64(max(0, min(Int64(count), size - offset)))).map { UInt8(truncatingIfNeeded: offset + $0) }
        }
    }
}
