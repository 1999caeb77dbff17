import ContactCenter
import Crypto
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

    private let folder: String
    private let programs: [SoundConversion.Program: String]
    private let limits: Limits
    private let threads: NIOThreadPool
    private let logger: Logger
    private var underWay: [String: Task<RecordingFile, any Error>] = [:]

    init(folder: String, programs: [SoundConversion.Program: String], limits: Limits, logger: Logger) {
        self.folder = folder
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
        let digest = SHA256.hash(data: Data("\(source.identity) \(conversion)".utf8))
        return digest.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private nonisolated func fetch(
        _ key: String,
        _ source: RecordingFile,
        _ conversion: SoundConversion
    ) throws -> RecordingFile {
        let path = "\(folder)/\(key).wav"
        let kept = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        if kept >= 0, let file = RecordingFile(descriptor: kept) {
            // It was wanted now, which is what its age counts from.
            utimes(path, nil)
            return file
        }
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        return try convert(source, conversion, to: path)
    }

    /// Under another name until it is whole.
    private nonisolated func convert(
        _ source: RecordingFile,
        _ conversion: SoundConversion,
        to path: String
    ) throws -> RecordingFile {
        let unfinished = "\(path).\(UInt64.random(in: .min ... .max)).part"
        let output = open(unfinished, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
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
        guard pwrite(output, header, header.count, 0) == header.count, rename(unfinished, path) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        isOurs = false
        guard let file = RecordingFile(descriptor: output) else { throw POSIXError(.EIO) }
        forgetOldest()
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

    /// Makes room, and clears away what programs that were killed with us have left.
    private nonisolated func forgetOldest() {
        let names = RecordingRoot(path: folder).names(in: ".", limit: 100_000)
        var total: Int64 = 0
        var files: [(path: String, size: Int64, at: Double)] = []
        for name in names where name.hasSuffix(".wav") || name.hasSuffix(".part") {
            var status = stat()
            let path = "\(folder)/\(name)"
            guard lstat(path, &status) == 0 else { continue }
            let at = status.modifiedAt.timeIntervalSince1970
            if name.hasSuffix(".part") {
                if Date().timeIntervalSince1970 - at > 3_600 { unlink(path) }
                continue
            }
            files.append((path, Int64(status.st_size), at))
            total += Int64(status.st_size)
        }
        for file in files.sorted(by: { ($0.at, $0.path) < ($1.at, $1.path) }) where total > limits.folder {
            unlink(file.path)
            total -= file.size
        }
    }
}
