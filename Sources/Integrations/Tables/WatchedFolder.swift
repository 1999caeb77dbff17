import ContactCenter
import Foundation

/// A folder into which another program puts tables of clients: each is taken once it is whole, and then stands in `done` or `failed`.
package actor WatchedFolder: ImportFeed {
    package nonisolated let name: String
    package nonisolated let mapping: String
    private let path: String
    private let tables: any TableReading
    /// What files looked like when they were last looked at: one that still grows is not taken.
    private var seen: [String: Look] = [:]

    private struct Look: Equatable {
        var size: Int
        var changedAt: Date
    }

    package init(path: String, mapping: String, tables: any TableReading) {
        self.path = path
        self.mapping = mapping
        self.tables = tables
        name = "folder:\(URL(filePath: path).lastPathComponent)"
    }

    package func next(at now: Date, after last: Date?) async throws -> ImportDelivery? {
        let looks = try files()
        defer { seen = looks }
        // The oldest first, so that what is newer wins.
        let whole = looks.filter { seen[$0.key] == $0.value }
        guard let file = whole.min(by: { ($0.value.changedAt, $0.key) < ($1.value.changedAt, $1.key) })?.key else {
            return nil
        }
        let (address, tables) = (URL(filePath: path).appending(path: file), tables)
        return ImportDelivery(name: file) {
            let size = try address.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
            guard size <= TableLimits.megabytes << 20 else { throw TableProblem(.tooLarge) }
            return try await tables.open(Array(try Data(contentsOf: address)), TableHints())
        } finish: { [path] isTaken in
            try Self.move(file, in: path, to: isTaken ? "done" : "failed", at: now)
        }
    }

    /// Tables that stand there; links are not followed, and what begins with a full stop is somebody's own.
    private func files() throws -> [String: Look] {
        let keys: Set<URLResourceKey> = [
            .isRegularFileKey, .isSymbolicLinkKey, .fileSizeKey, .contentModificationDateKey,
        ]
        let all = try FileManager.default.contentsOfDirectory(
            at: URL(filePath: path),
            includingPropertiesForKeys: Array(keys),
            options: .skipsHiddenFiles
        )
        var looks: [String: Look] = [:]
        for file in all where ["csv", "txt", "tsv", "xlsx"].contains(file.pathExtension.lowercased()) {
            let values = try file.resourceValues(forKeys: keys)
            guard values.isRegularFile == true, values.isSymbolicLink != true,
                let changedAt = values.contentModificationDate
            else { continue }
            looks[file.lastPathComponent] = Look(size: values.fileSize ?? 0, changedAt: changedAt)
        }
        return looks
    }

    private static func move(_ file: String, in path: String, to folder: String, at now: Date) throws {
        let target = URL(filePath: path).appending(path: folder)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        // The same name comes every day.
        let name = "\(Int(now.timeIntervalSince1970))-\(file)"
        try FileManager.default.moveItem(
            at: URL(filePath: path).appending(path: file),
            to: target.appending(path: name)
        )
    }
}
