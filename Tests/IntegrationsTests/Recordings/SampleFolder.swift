import ContactCenter
import Foundation
import Logging
import TestSupport

@testable import Integrations

/// A folder of recordings, made for one test, with a call of its day: 22 November 2026, 16:26:46 UTC.
final class SampleFolder: Sendable {
    let root = FileManager.default.temporaryDirectory.appending(path: "recordings-\(UUID())")
    var folder: URL { root.appending(path: "monitor") }
    var cache: URL { root.appending(path: "converted") }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// - Parameter now: an hour after the call's end, unless said otherwise.
    func archive(
        sox: String = "sox",
        cacheLimit: Int64 = 1 << 30,
        limits: ConvertedSounds.Limits = ConvertedSounds.Limits(),
        now: Date = .sample(3_600)
    ) -> RecordingFolder {
        let configuration = RecordingFolder.Configuration(
            .folder(folder.path),
            pbxFolder: "/var/spool/asterisk/monitor",
            cacheFolder: cache.path,
            cacheLimit: cacheLimit,
            sox: sox,
            timeZone: .gmt
        )
        return RecordingFolder(
            configuration,
            limits: limits,
            now: { now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Recordings that this server gives out below `/monitor/`.
    func archive(
        from server: SampleServer,
        address: String = "/monitor/{path}",
        user: String? = nil,
        password: String? = nil,
        cacheLimit: Int64 = 1 << 30,
        now: Date = .sample(3_600),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) throws -> RecordingFolder {
        guard let address = RecordingAddress("http://127.0.0.1:\(server.port)\(address)") else {
            throw CocoaError(.featureUnsupported)
        }
        let configuration = RecordingFolder.Configuration(
            .server(RecordingServer(address, user: user, password: password)),
            pbxFolder: "/var/spool/asterisk/monitor",
            cacheFolder: cache.path,
            cacheLimit: cacheLimit,
            timeZone: .gmt
        )
        return RecordingFolder(configuration, limits: ConvertedSounds.Limits(), now: { now }, logger: logger)
    }

    /// Writes a file as if it had been written when the sample call ended.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String, at date: Date = .sample(29)) throws -> URL {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
        return file
    }

    /// Two seconds of a tone, written by sox in the format that these arguments ask for.
    func tone(_ format: [String], to name: String, seconds: Double = 2) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        let sox = Process()
        sox.executableURL = URL(filePath: "/usr/bin/env")
        sox.arguments = ["sox", "-n"] + format + [file.path, "synth", "\(seconds)", "sine", "440"]
        sox.standardError = FileHandle.nullDevice
        try sox.run()
        sox.waitUntilExit()
        guard sox.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
        try FileManager.default.setAttributes([.modificationDate: Date.sample(29)], ofItemAtPath: file.path)
    }

    /// The sample call, recorded to this path of the PBX.
    func call(recordedTo path: String...) -> Call {
        var call = Call.endedSample()
        call.recordings = path.map { path in
            var recording = Recording(path: path, startedAt: .sample(8.5))
            recording.length = .seconds(20)
            return recording
        }
        return call
    }

    /// A script in place of a converter.
    func program(_ script: String) throws -> String {
        let file = root.appending(path: "program-\(UUID())")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
        return file.path
    }

    /// As if nobody had heard any of it for an hour.
    func ageCache() throws {
        for name in cachedNames {
            let path = cache.appending(path: name).path
            try FileManager.default.setAttributes([.modificationDate: Date() - 3_600], ofItemAtPath: path)
        }
    }

    var cachedNames: [String] {
        names(in: cache).filter { $0 != "unfinished" }
    }

    /// What is being made or fetched.
    var unfinishedNames: [String] { names(in: cache.appending(path: "unfinished")) }

    private func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }
}

extension RecordingSound {
    var all: [UInt8] {
        get async throws { try await bytes(from: 0, count: Int(size)) }
    }
}

extension RecordingArchive {
    func first(of call: Call) async throws -> ArchivedRecording? { try await recordings(of: call, rows: []).first }
}

/// A WAV header with this many bytes of sound behind it.
func wave(_ content: Int, rate: Int = 8_000) -> [UInt8] {
    WaveFile.header(content: Int64(content), rate: rate, channels: 1) + [UInt8](repeating: 7, count: content)
}
