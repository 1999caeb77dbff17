import ContactCenter
import Foundation
import Logging
import NIOPosix

/// Recordings in a folder of this machine, the PBX's own, mounted or copied; or on the PBX, fetched by HTTP one by one.
///
/// Only its files are ever opened. Looking for a file means asking for some names, and for calls that nobody saw reading the
/// folder of one day, never all of them.
package final class RecordingFolder: RecordingArchive {
    package enum Origin: Sendable {
        /// On this machine.
        case folder(String)
        case server(RecordingServer)
    }

    package struct Configuration: Sendable {
        package var origin: Origin
        /// What the PBX calls it.
        package var pbxFolder: String
        /// Where converted sound is kept.
        package var cacheFolder: String
        /// In bytes.
        package var cacheLimit: Int64
        package var sox: String
        package var ffmpeg: String
        /// The PBX's, in which its names tell times.
        package var timeZone: TimeZone

        package init(
            _ origin: Origin,
            pbxFolder: String,
            cacheFolder: String,
            cacheLimit: Int64 = 1 << 30,
            sox: String = "sox",
            ffmpeg: String = "ffmpeg",
            timeZone: TimeZone
        ) {
            self.origin = origin
            self.pbxFolder = pbxFolder
            self.cacheFolder = cacheFolder
            self.cacheLimit = cacheLimit
            self.sox = sox
            self.ffmpeg = ffmpeg
            self.timeZone = timeZone
        }
    }

    /// For so many seconds after its end a call's file may still be on its way.
    private static let copyTime: TimeInterval = 86_400
    /// Of names looked at in the folder of a day, and of recordings of a call.
    private static let nameLimit = 100_000
    private static let recordingLimit = 32

    private let configuration: Configuration
    /// `nil` where there is no folder whose names could be read.
    private let root: RecordingRoot?
    private let stock: any RecordingStock
    private let converted: ConvertedSounds
    /// Reads files of this machine.
    private let threads: NIOThreadPool
    /// Looks for files; of a server that means asking.
    private let asking: NIOThreadPool
    /// Fetches files from a server: a slow one holds up who wants another of them, and nobody who hears what is here.
    private let fetching: NIOThreadPool
    private let now: @Sendable () -> Date

    package convenience init(
        _ configuration: Configuration,
        now: @escaping @Sendable () -> Date = { Date() },
        logger: Logger
    ) {
        self.init(configuration, limits: ConvertedSounds.Limits(), now: now, logger: logger)
    }

    init(
        _ configuration: Configuration,
        limits: ConvertedSounds.Limits,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        var limits = limits
        limits.folder = configuration.cacheLimit
        self.configuration = configuration
        self.now = now
        switch configuration.origin {
        case .folder(let path):
            let root = RecordingRoot(path: path)
            (self.root, stock) = (root, root)
        case .server(let server):
            let cache = SoundCache(folder: configuration.cacheFolder, limit: configuration.cacheLimit)
            (root, stock) = (nil, FetchedRecordings(server, cache: cache, logger: logger))
        }
        converted = ConvertedSounds(
            folder: configuration.cacheFolder,
            programs: [.sox: configuration.sox, .ffmpeg: configuration.ffmpeg],
            limits: limits,
            logger: logger
        )
        threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        asking = root == nil ? NIOThreadPool(numberOfThreads: 8) : threads
        fetching = root == nil ? NIOThreadPool(numberOfThreads: 8) : threads
        asking.start()
        fetching.start()
    }

    deinit {
        for pool in [threads, asking, fetching] { pool.shutdownGracefully { _ in } }
    }

    package func recordings(of call: Call, rows: [CDRRow]) async throws -> [ArchivedRecording] {
        try await asking.run(within: stock.lookingLimit, orThrow: RecordingProblem.unreachable) { [self] in
            let names = RecordingNames(call, rows: rows, zone: configuration.timeZone)
            guard call.recordings.isEmpty else {
                return try call.recordings.prefix(Self.recordingLimit).enumerated().compactMap { index, recording in
                    try archived(recording, number: index + 1, names)
                }
            }
            return call.isEnded ? try search(names) : []
        }
    }

    package func sound(of recording: ArchivedRecording) async throws -> any RecordingSound {
        if case .not(let problem) = recording.state { throw problem }
        let late = RecordingProblem.unreachable
        let present = try await asking.run(within: stock.lookingLimit, orThrow: late) { [self] in
            try stock.openAtOnce(recording.place).map { try Self.opened($0, recording) }
        }
        let (file, head): (RecordingFile, SoundHead)
        if let present {
            (file, head) = present
        } else {
            (file, head) = try await fetching.run(within: stock.openingLimit, orThrow: late) { [self] in
                try Self.opened(stock.open(recording.place), recording)
            }
        }
        switch head.format {
        case .played(let type, let nameExtension):
            return FileSound(file: file, type: type, nameExtension: nameExtension, threads: threads)
        case .converted(let conversion):
            let made = try await converted.file(of: file, conversion)
            return FileSound(file: made, type: "audio/wav", nameExtension: "wav", threads: threads)
        case .empty, .unknown: throw RecordingProblem.unreadable
        }
    }

    private static func opened(
        _ found: RecordingRoot.Found,
        _ recording: ArchivedRecording
    ) throws -> (RecordingFile, SoundHead) {
        if case .unreachable = found { throw RecordingProblem.unreachable }
        guard case .file(let file) = found else { throw RecordingProblem.gone }
        return (file, try SoundHead(file, nameExtension: recording.place.nameExtension))
    }

    package var areListed: Bool { root != nil }

    package func files(of day: Day) async throws -> RecordedFiles {
        try await threads.run(within: stock.lookingLimit, orThrow: RecordingProblem.unreachable) { [self] in
            guard let root, root.isReached else { throw RecordingProblem.unreachable }
            return RecordedDay(day: day, zone: configuration.timeZone).files(in: root, limit: Self.nameLimit)
        }
    }

    package func sound(at place: String) async throws -> any RecordingSound {
        guard SoundHead.isNamed(place) else { throw RecordingProblem.gone }
        let recording = Recording(path: place, startedAt: .distantPast)
        return try await sound(
            of: ArchivedRecording(number: 0, recording: recording, place: place, state: .playable(length: nil))
        )
    }

    // MARK: Looking

    /// One that the journal names.
    ///
    /// - Returns: `nil` for a file without sound.
    private func archived(_ recording: Recording, number: Int, _ names: RecordingNames) throws -> ArchivedRecording? {
        func not(_ problem: RecordingProblem) -> ArchivedRecording {
            ArchivedRecording(number: number, recording: recording, state: .not(problem))
        }
        guard names.call.isEnded else { return not(.inProgress) }
        guard let path = relative(recording.path) else { return not(.outside) }
        for place in names.places(of: path, in: stock) {
            switch stock.look(at: place) {
            case .missing: continue
            case .outside: return not(.outside)
            case .unreachable: return not(.unreachable)
            case .file(let file):
                guard names.agree(with: place, modifiedAt: file.modifiedAt, isNamed: true) else { continue }
                return try archived(recording, number: number, place, file)
            }
        }
        // A Dial records before the ring; the PBX may have cleared away what nobody spoke on.
        let call = names.call
        guard call.answeredAt != nil || recording.length > .zero else { return nil }
        return not(now().timeIntervalSince(call.endedAt ?? .distantPast) < Self.copyTime ? .notYetCopied : .gone)
    }

    private func archived(
        _ recording: Recording,
        number: Int,
        _ place: String,
        _ file: RecordingFile
    ) throws -> ArchivedRecording? {
        let head = try SoundHead(file, nameExtension: place.nameExtension)
        let state: ArchivedRecording.State
        switch head.format {
        case .empty: return nil
        case .unknown: state = .not(.unreadable)
        case .played, .converted: state = .playable(length: head.length)
        }
        return ArchivedRecording(number: number, recording: recording, place: place, state: state)
    }

    /// Those of a call that no event told of.
    private func search(_ names: RecordingNames) throws -> [ArchivedRecording] {
        var places = names.flatPlaces(in: stock)
        for folder in names.folders {
            let found = root?.names(in: folder, limit: Self.nameLimit).filter(names.hold).sorted() ?? []
            places += found.map { "\(folder)/\($0)" }
        }
        var recordings: [ArchivedRecording] = []
        for place in places.prefix(1_000) where recordings.count < Self.recordingLimit {
            let found = stock.look(at: place)
            // A folder that is not there is empty; a server that does not answer is asked no more.
            if root == nil, case .unreachable = found { throw RecordingProblem.unreachable }
            guard case .file(let file) = found,
                names.agree(with: place, modifiedAt: file.modifiedAt, isNamed: false)
            else { continue }
            let recording = Recording(path: place, startedAt: names.call.answeredAt ?? names.call.startedAt)
            if let found = try archived(recording, number: recordings.count + 1, place, file) {
                recordings.append(found)
            }
        }
        return recordings
    }

    /// The place in the folder of what the PBX names.
    ///
    /// - Returns: `nil` for an absolute path to somewhere else.
    private func relative(_ path: String) -> String? {
        guard path.hasPrefix("/") else { return path }
        let folder = "/" + configuration.pbxFolder.split(separator: "/").joined(separator: "/") + "/"
        return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : nil
    }
}

/// The sound in a file.
private struct FileSound: RecordingSound {
    let file: RecordingFile
    let type: String
    let nameExtension: String
    let threads: NIOThreadPool

    var size: Int64 { file.size }
    var tag: String { file.identity }

    func bytes(from offset: Int64, count: Int) async throws -> [UInt8] {
        try await threads.runIfActive { try file.bytes(from: offset, count: count) }
    }
}

extension String {
    /// `wav` of `2026/11/22/a.wav`
    fileprivate var nameExtension: String {
        guard let dot = lastIndex(of: ".") else { return "" }
        return String(self[index(after: dot)...])
    }
}
