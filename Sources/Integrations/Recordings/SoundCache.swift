import Crypto
import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A folder of sound that is made or fetched anew where it is missing: it keeps no more than so many bytes, and what was not
/// heard for longest goes first.
struct SoundCache: Sendable {
    let folder: String
    /// Bytes of the whole folder.
    let limit: Int64

    private static let kept = [".wav", ".fetched"]
    /// A folder of its own, for what is being made or fetched: nobody takes it for a part of what is kept.
    private static let unfinished = "unfinished"

    private var unfinishedFolder: String { "\(folder)/\(Self.unfinished)" }

    /// - Parameter name: `….wav`, `….fetched`
    func path(of name: String) -> String { "\(folder)/\(name)" }

    /// What a file is named by that stands for these words: 32 hexadecimal digits.
    static func name(for words: some DataProtocol) -> String {
        SHA256.hash(data: words).prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// - Returns: a descriptor open for reading, whose age counts from now; `nil` for what is not there.
    func open(_ name: String) -> Int32? {
        let descriptor = openFile(path(of: name), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        return descriptor >= 0 ? descriptor : nil
    }

    /// It was wanted now, which is what its age counts from.
    func touch(_ name: String) { utimes(path(of: name), nil) }

    /// Makes the folders if they are not there, readable by their owner alone.
    func make() throws {
        try FileManager.default.createDirectory(
            atPath: unfinishedFolder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// A new file under a name that only its maker knows; it becomes `name` by being renamed when it is whole.
    ///
    /// - Throws: `POSIXError`.
    func begin(_ name: String) throws -> (path: String, descriptor: Int32) {
        let path = "\(unfinishedFolder)/\(name).\(UInt64.random(in: .min ... .max))"
        let descriptor = openFile(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return (path, descriptor)
    }

    /// Makes room, and clears away what was left by whoever was killed.
    func forgetOldest() {
        // What is being fetched takes room as well.
        var total: Int64 = 0
        for file in files(in: Self.unfinished) {
            if Date().timeIntervalSince1970 - file.at > 3_600 { unlink(file.path) } else { total += file.size }
        }
        let files = files(in: ".").filter { file in Self.kept.contains(where: file.path.hasSuffix) }
        total += files.reduce(0) { $0 + $1.size }
        for file in files.sorted(by: { ($0.at, $0.path) < ($1.at, $1.path) }) where total > limit {
            unlink(file.path)
            total -= file.size
        }
    }

    private func files(in place: String) -> [(path: String, size: Int64, at: Double)] {
        RecordingRoot(path: folder).names(in: place, limit: 100_000).compactMap { name in
            let path = path(of: place == "." ? name : "\(place)/\(name)")
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            return (path, Int64(status.st_size), status.modifiedAt.timeIntervalSince1970)
        }
    }
}

private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 { open(path, flags, mode) }
