import ContactCenter
import Foundation
import Logging
import NIOPosix

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Makes sound that browsers cannot play into WAV, and keeps it for the next time.
///
/// Bounded in every direction: two programs at once, a few that wait, a minute and some size for each, and the folder keeps
/// no more than so many bytes; what was not heard for longest goes first.
actor ConvertedSounds {
    struct Limits: Sendable {
        var waiting = 8
        /// Seconds for one program.
        var time: TimeInterval = 60
        /// Bytes of one converted sound; an hour has 58 MB.
        var size: Int64 = 512 << 20
        /// Bytes of the whole folder.
        var folder: Int64 = 1 << 30
    }

    private let cache: SoundCache
    private let programs: [SoundConversion.Program: String]
    private let limits: Limits
    private let threads: NIOThreadPool
    private let logger: Logger
    private var underWay: [String: Task<RecordingFile, any Error>] = [:]

    init(folder: String, programs: [SoundConversion.Program: String], limits: Limits, logger: Logger) {
        cache = SoundCache(folder: folder, limit: limits.folder)
        self.programs = programs
        self.limits = limits
        self.logger = logger
        threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    /// The converted sound, made now if it is not there. Several who ask for the same wait for the same.
    ///
    /// - Throws: `RecordingProblem`.
    func file(of source: RecordingFile, _ conversion: SoundConversion) async throws -> RecordingFile {
        let key = Self.key(source, conversion)
        if let task = underWay[key] { return try await task.value }
        guard underWay.count < limits.waiting else { throw RecordingProblem.busy }
        let task = Task { try await fetchOnThread(key, source, conversion) }
        underWay[key] = task
        defer { underWay[key] = nil }
        return try await task.value
    }

    private nonisolated func fetchOnThread(
        _ key: String,
        _ source: RecordingFile,
        _ conversion: SoundConversion
    ) async throws -> RecordingFile {
        do {
            return try await threads.runIfActive { try self.fetch(key, source, conversion) }
        } catch {
            logger.warning(
                "A recording could not be converted",
                metadata: ["program": "\(programs[conversion.program] ?? "")", "reason": "\(error)"]
            )
            throw RecordingProblem.unreadable
        }
    }

    private static func key(_ source: RecordingFile, _ conversion: SoundConversion) -> String {
        SoundCache.name(for: Data("\(source.identity) \(conversion)".utf8))
    }

    private nonisolated func fetch(
        _ key: String,
        _ source: RecordingFile,
        _ conversion: SoundConversion
    ) throws -> RecordingFile {
        let name = "\(key).wav"
        if let kept = cache.open(name), let file = RecordingFile(descriptor: kept) {
            cache.touch(name)
            return file
        }
        try cache.make()
        return try convert(source, conversion, to: name)
    }

    /// Under another name until it is whole.
    private nonisolated func convert(
        _ source: RecordingFile,
        _ conversion: SoundConversion,
        to name: String
    ) throws -> RecordingFile {
        let (unfinished, output) = try cache.begin(name)
        var isOurs = true
        defer {
            if isOurs { close(output) }
            unlink(unfinished)
        }
        lseek(output, off_t(WaveFile.headerLength), SEEK_SET)
        lseek(source.descriptor, 0, SEEK_SET)
        try process(conversion).run(from: source.descriptor, to: output)
        var status = stat()
        fstat(output, &status)
        let content = Int64(status.st_size) - Int64(WaveFile.headerLength)
        guard content > 0 else { throw ConverterProcess.Failure.failed(status: 0) }
        let header = WaveFile.header(content: content, rate: conversion.rate, channels: conversion.channels)
        guard pwrite(output, header, header.count, 0) == header.count, rename(unfinished, cache.path(of: name)) == 0
        else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        isOurs = false
        guard let file = RecordingFile(descriptor: output) else { throw POSIXError(.EIO) }
        cache.forgetOldest()
        return file
    }

    private nonisolated func process(_ conversion: SoundConversion) -> ConverterProcess {
        let (rate, channels) = ("\(conversion.rate)", "\(conversion.channels)")
        let arguments =
            switch conversion.program {
            case .sox:
                ["-V1"] + conversion.input + ["-", "-t", "raw", "-e", "signed-integer", "-b", "16", "-L"]
                    + ["-r", rate, "-c", channels, "-"]
            case .ffmpeg:
                ["-nostdin", "-v", "error"] + conversion.input + ["-i", "pipe:0", "-f", "s16le", "-ac", channels]
                    + ["-ar", rate, "pipe:1"]
            }
        return ConverterProcess(
            program: programs[conversion.program] ?? "",
            arguments: arguments,
            timeLimit: limits.time,
            sizeLimit: min(limits.size, limits.folder)
        )
    }
}
