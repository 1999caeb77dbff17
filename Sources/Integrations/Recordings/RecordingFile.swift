import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A regular file, open for reading until nobody needs it any more: it may be deleted or replaced meanwhile.
final class RecordingFile: Sendable {
    let descriptor: Int32
    /// In bytes, when it was opened.
    let size: Int64
    let modifiedAt: Date
    /// The same for the same content: changes when the file is written, moved over or copied anew.
    let identity: String

    /// Takes over a descriptor.
    ///
    /// - Parameter origin: of a copy, when its original was written and what is the same for the same content of it.
    /// - Returns: `nil` for what is no regular file; the descriptor is closed then.
    init?(descriptor: Int32, copyOf origin: (modifiedAt: Date, identity: String)? = nil) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        size = Int64(status.st_size)
        modifiedAt = origin?.modifiedAt ?? status.modifiedAt
        identity =
            origin?.identity
            ?? "\(status.st_dev)-\(status.st_ino)-\(size)-\(modifiedAt.timeIntervalSince1970.bitPattern)"
    }

    deinit { close(descriptor) }

    /// - Returns: fewer bytes where the file ends.
    func bytes(from offset: Int64, count: Int) throws -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let place = buffer.baseAddress.map { $0 + filled }
                let read = pread(descriptor, place, count - filled, off_t(offset) + off_t(filled))
                if read < 0, errno == EINTR { continue }
                guard read >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
                if read == 0 { return }
                filled += read
            }
        }
    }
}

/// The folder that recordings may be taken from, and nothing beside it.
struct RecordingRoot: Sendable {
    enum Found {
        case file(RecordingFile)
        case missing
        /// The name or a link in it leads out of the folder.
        case outside
        case unreachable
    }

    let path: String

    /// Opens a file by its place in the folder: `2026/11/22/q-0111.wav`.
    func open(_ place: String) -> Found {
        let parts = place.split(separator: "/", omittingEmptySubsequences: true)
        guard !parts.isEmpty, !place.utf8.contains(0), !parts.contains(".."), !parts.contains(".") else {
            return .outside
        }
        guard let root = real(path) else { return .unreachable }
        guard let file = real(root + "/" + parts.joined(separator: "/")) else { return .missing }
        guard file.hasPrefix(root == "/" ? root : root + "/") else { return .outside }
        let descriptor = openForReading(file)
        guard descriptor >= 0 else { return .missing }
        return RecordingFile(descriptor: descriptor).map(Found.file) ?? .missing
    }

    /// The names in a folder of the folder, in no order; none if it is not there.
    ///
    /// - Parameter limit: of names looked at.
    func names(in folder: String, limit: Int) -> [String] {
        guard let root = real(path), let folder = real(root + "/" + folder),
            folder == root || folder.hasPrefix(root + "/"), let directory = opendir(folder)
        else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while names.count < limit, let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            names.append(name)
        }
        return names
    }

    /// A regular file of a folder, without being opened.
    struct Entry {
        var name: String
        var size: Int64
        var modifiedAt: Date
    }

    /// The files in a folder of the folder, in no order; none if it is not there.
    ///
    /// - Parameter limit: of names looked at.
    /// - Returns: them, and whether there were more names.
    func entries(
        in folder: String,
        limit: Int,
        where isMeant: (String) -> Bool
    ) -> (entries: [Entry], isCut: Bool) {
        guard let root = real(path), let folder = real(root + "/" + folder),
            folder == root || folder.hasPrefix(root + "/"), let directory = opendir(folder)
        else { return ([], false) }
        defer { closedir(directory) }
        var entries: [Entry] = []
        var count = 0
        while let entry = readdir(directory) {
            count += 1
            guard count <= limit else { return (entries, true) }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            var status = stat()
            guard isMeant(name), fstatat(dirfd(directory), name, &status, AT_SYMLINK_NOFOLLOW) == 0,
                status.st_mode & S_IFMT == S_IFREG
            else { continue }
            entries.append(Entry(name: name, size: Int64(status.st_size), modifiedAt: status.modifiedAt))
        }
        return (entries, false)
    }

    var isReached: Bool { real(path) != nil }

    private func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}

/// Never waits, as opening a pipe would, and follows no link any more.
private func openForReading(_ path: String) -> Int32 {
    open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
}

extension stat {
    /// To about a microsecond.
    var modifiedAt: Date {
        #if canImport(Darwin)
        let modified = st_mtimespec
        #else
        let modified = st_mtim
        #endif
        return Date(timeIntervalSince1970: Double(modified.tv_sec) + Double(modified.tv_nsec) / 1e9)
    }
}
