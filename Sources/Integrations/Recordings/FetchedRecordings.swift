import ContactCenter
import Foundation
import Logging
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Recordings that the PBX gives out by HTTP: their beginnings are looked at where they are, and what is listened to is fetched as a
/// whole and kept for the next time.
final class FetchedRecordings: RecordingStock {
    /// Bytes of a beginning: more than any head of a sound file.
    private static let headLength: Int64 = 65_536
    /// Bytes; an hour of WAV has 58 MB.
    private static let longest: Int64 = 512 << 20
    /// For so long what the PBX said of a file is believed: a browser asks for its parts one after the other.
    private static let memory = Duration.seconds(30)
    /// Looking for the recordings of one call asks for some 80 names. Each that is there keeps its beginning: 16 MB at most.
    private static let mostKnown = 256
    /// A file whose transfer breaks off goes on where it was.
    private static let attempts = 4
    private static let askingLimit = Duration.seconds(5)

    let endings = ["wav", "mp3", "ogg", "gsm"]
    let lookingLimit = Duration.seconds(15)
    let openingLimit = Duration.seconds(90)
    var hasHours: Bool { server.address.hasHours }

    /// What the PBX says of a file.
    private enum Known {
        case there(Original)
        case missing
        case unreachable
    }

    private struct Original {
        var size: Int64
        var modifiedAt: Date
        var head: [UInt8]
        /// Another one for other content.
        var identity: String
        /// Of its copy.
        var name: String { "\(identity).fetched" }
    }

    private let server: RecordingServer
    private let cache: SoundCache
    /// For a file to be there: waiting for others who fetch it, and all attempts.
    private let fetchingLimit: Duration
    private let connections = CurlHandles()
    private let logger: Logger
    private let known = Mutex<[String: (what: Known, at: ContinuousClock.Instant)]>([:])
    /// One who fetches a file lets others who want it wait.
    private let turns: [NSLock] = (0..<16).map { _ in NSLock() }
    private let lastTold = Mutex<ContinuousClock.Instant?>(nil)

    init(_ server: RecordingServer, cache: SoundCache, fetchingLimit: Duration = .seconds(60), logger: Logger) {
        self.server = server
        self.cache = cache
        self.fetchingLimit = fetchingLimit
        self.logger = logger
        CurlLibrary.prepare()
    }

    func look(at place: String) -> RecordingRoot.Found {
        found(at: place) { original, _ in copy(of: original) ?? beginning(of: original) }
    }

    func openAtOnce(_ place: String) -> RecordingRoot.Found? {
        var isToBeFetched = false
        let found = found(at: place) { original, _ in
            let copy = copy(of: original)
            isToBeFetched = copy == nil
            return copy
        }
        return isToBeFetched ? nil : found
    }

    func open(_ place: String) -> RecordingRoot.Found {
        let deadline = ContinuousClock.now + fetchingLimit
        return found(at: place) { original, url in
            if let copy = copy(of: original) { return copy }
            let turn = turns[Int(original.identity.utf8.reduce(0) { $0 &* 31 &+ UInt32($1) } % 16)]
            let left = (deadline - ContinuousClock.now) / .seconds(1)
            guard turn.lock(before: Date(timeIntervalSinceNow: left)) else {
                _ = refused("a file is not there in time")
                return nil
            }
            defer { turn.unlock() }
            return copy(of: original) ?? fetch(original, from: url, by: deadline)
        }
    }

    private func found(at place: String, _ work: (Original, _ url: String) -> RecordingFile?) -> RecordingRoot.Found {
        switch server.address.target(of: place) {
        case .outside: return .outside
        case .nowhere: return .missing
        case .url(let url):
            switch known(url) {
            case .missing: return .missing
            case .unreachable: return .unreachable
            case .there(let original): return work(original, url).map { .file($0) } ?? .unreachable
            }
        }
    }

    // MARK: Asking

    private func known(_ url: String) -> Known {
        let now = ContinuousClock.now
        if let known = known.withLock({ $0[url] }), now - known.at < Self.memory { return known.what }
        let what = ask(url)
        // Who could not be reached may be there the next moment.
        guard case .unreachable = what else {
            known.withLock { known in
                if known.count >= Self.mostKnown { known = known.filter { now - $0.value.at < Self.memory } }
                if known.count >= Self.mostKnown, let oldest = known.min(by: { $0.value.at < $1.value.at }) {
                    known[oldest.key] = nil
                }
                known[url] = (what, now)
            }
            return what
        }
        return what
    }

    private func ask(_ url: String) -> Known {
        guard let output = scratch() else { return .unreachable }
        defer { close(output) }
        let answer = CurlRecordingRequest(
            url: url,
            server: server,
            from: 0,
            until: Self.headLength,
            limit: Self.askingLimit,
            output: output
        ).perform(by: connections)
        switch answer.status {
        // An empty file has no first byte.
        case 404, 410, 416: return .missing
        case 200, 206:
            guard answer.problem == nil, let size = answer.total, answer.end == min(size, Self.headLength) else {
                return refused(answer.problem ?? "it does not say how long a file is")
            }
            var head = [UInt8](repeating: 0, count: Int(answer.end))
            guard pread(output, &head, head.count, 0) == head.count else { return .unreachable }
            let modifiedAt = answer.modifiedAt ?? .distantPast
            let words = "\(url) \(size) \(modifiedAt.timeIntervalSince1970)"
            let identity = SoundCache.name(for: Data(words.utf8) + Data(head.prefix(4_096)))
            return .there(Original(size: size, modifiedAt: modifiedAt, head: head, identity: identity))
        default: return refused(answer.problem ?? "it answers with status \(answer.status)")
        }
    }

    /// Once a minute is enough for whoever reads the log.
    private func refused(_ reason: String) -> Known {
        let now = ContinuousClock.now
        let isNews = lastTold.withLock { last in
            guard last.map({ now - $0 > .seconds(60) }) ?? true else { return false }
            last = now
            return true
        }
        if isNews {
            logger.warning(
                "Recordings cannot be fetched from the PBX",
                metadata: ["host": "\(server.address.host)", "reason": "\(reason)"]
            )
        }
        return .unreachable
    }

    // MARK: Files

    private func copy(of original: Original) -> RecordingFile? {
        guard let descriptor = cache.open(original.name) else { return nil }
        cache.touch(original.name)
        return RecordingFile(descriptor: descriptor, copyOf: (original.modifiedAt, original.identity))
    }

    /// A file of the original's length in which only its beginning stands.
    private func beginning(of original: Original) -> RecordingFile? {
        guard let output = scratch() else { return nil }
        guard write(original.head, to: output), ftruncate(output, off_t(original.size)) == 0 else {
            close(output)
            return nil
        }
        return RecordingFile(descriptor: output, copyOf: (original.modifiedAt, original.identity))
    }

    private func fetch(
        _ original: Original,
        from url: String,
        by deadline: ContinuousClock.Instant
    ) -> RecordingFile? {
        guard original.size <= min(Self.longest, cache.limit) else {
            _ = refused("a file is longer than recordings.cache-megabytes or 512 MB")
            return nil
        }
        do {
            try cache.make()
            let (path, output) = try cache.begin(original.name)
            var isOurs = true
            defer {
                if isOurs { close(output) }
                unlink(path)
            }
            guard write(original.head, to: output) else { return nil }
            var end = Int64(original.head.count)
            for _ in 0..<Self.attempts where end < original.size {
                let left = deadline - ContinuousClock.now
                guard left > .zero else {
                    _ = refused("a file is not there in time")
                    return nil
                }
                let answer = CurlRecordingRequest(
                    url: url,
                    server: server,
                    from: end,
                    until: original.size,
                    limit: left,
                    output: output
                ).perform(by: connections)
                guard [200, 206].contains(answer.status), answer.total == original.size else {
                    _ = refused(answer.problem ?? "a file changed while it was fetched, or status \(answer.status)")
                    known.withLock { $0[url] = nil }
                    if answer.status == 0 { continue }
                    return nil
                }
                end = answer.end
            }
            guard end == original.size, rename(path, cache.path(of: original.name)) == 0 else { return nil }
            isOurs = false
            cache.forgetOldest()
            return RecordingFile(descriptor: output, copyOf: (original.modifiedAt, original.identity))
        } catch {
            _ = refused("\(error)")
            return nil
        }
    }

    /// An open file without a name.
    private func scratch() -> Int32? {
        do {
            try cache.make()
            let (path, output) = try cache.begin("asked")
            unlink(path)
            return output
        } catch {
            _ = refused("the folder of fetched recordings cannot be written to: \(error)")
            return nil
        }
    }

    private func write(_ bytes: [UInt8], to output: Int32) -> Bool {
        pwrite(output, bytes, bytes.count, 0) == bytes.count
    }
}
