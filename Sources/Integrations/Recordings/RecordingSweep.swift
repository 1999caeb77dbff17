import ContactCenter
import Foundation
import NIOPosix
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Removes recordings that are older than the business keeps them. Only sound files go, only from folders that this process may
/// write to, and no link is followed.
package struct RecordingSweep: Sendable {
    /// What a sweep did.
    package struct Outcome: Hashable, Sendable {
        package var removed = 0
        /// Of what was removed.
        package var bytes: Int64 = 0
        /// Old recordings that are still there: their folder is not ours to write to.
        package var kept = 0
        /// The folder itself could be read.
        package var isReached = false

        package init() {}
    }

    /// Folders below each other; recordings stand in those of a year, a month, a day and an hour.
    private static let deepest = 8

    private let folder: String

    package init(folder: String) { self.folder = folder }

    /// Removes what was written before an instant.
    ///
    /// - Returns: what was done; of a cancelled task what was done by then.
    package func remove(writtenBefore instant: Date) async throws -> Outcome {
        let isCancelled = CancellationMark()
        return try await withTaskCancellationHandler {
            try await NIOThreadPool.singleton.runIfActive { [folder] in
                var outcome = Outcome()
                let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                guard descriptor >= 0 else { return outcome }
                outcome.isReached = true
                Self.sweep(descriptor, before: instant, depth: 0, unless: isCancelled, &outcome)
                return outcome
            }
        } onCancel: {
            isCancelled.set()
        }
    }

    /// - Parameter descriptor: of a folder; it is closed.
    private static func sweep(
        _ descriptor: Int32,
        before instant: Date,
        depth: Int,
        unless isCancelled: CancellationMark,
        _ outcome: inout Outcome
    ) {
        guard let directory = fdopendir(descriptor) else {
            close(descriptor)
            return
        }
        defer { closedir(directory) }
        // What is removed while a folder is read may make the reading pass over something.
        for name in names(in: directory) where !isCancelled.isSet {
            var status = stat()
            guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR where depth < deepest:
                let below = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                if below >= 0 {
                    sweep(below, before: instant, depth: depth + 1, unless: isCancelled, &outcome)
                }
            case S_IFREG where SoundHead.isNamed(name) && status.modifiedAt < instant:
                if unlinkat(descriptor, name, 0) == 0 {
                    outcome.removed += 1
                    outcome.bytes += Int64(status.st_size)
                } else {
                    outcome.kept += 1
                }
            default: break
            }
        }
    }

    private static func names(in directory: OpaquePointer) -> [String] {
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

/// That nobody waits any more, told to a thread.
private final class CancellationMark: Sendable {
    private let mark = Atomic(false)

    var isSet: Bool { mark.load(ordering: .relaxed) }
    func set() { mark.store(true, ordering: .relaxed) }
}
