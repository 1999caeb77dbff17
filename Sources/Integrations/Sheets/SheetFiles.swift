import ContactCenter
import Foundation
import NIOPosix

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writes sheets into files of a folder of their own that nobody else can read, by two threads of their own.
package final class SheetFiles: SheetWriter {
    fileprivate let threads: NIOThreadPool
    private let folder: String
    private let rowsOnSheet: Int

    /// - Parameters:
    ///   - folder: where files stand while they are written and sent.
    ///   - rowsOnSheet: how many rows, heads counted, a sheet of an XLSX has at most; further ones go to another sheet. Excel reads
    ///     no more than 1,048,576.
    package init(in folder: String = NSTemporaryDirectory(), rowsOnSheet: Int = SheetBook.mostRows) {
        self.folder = folder
        self.rowsOnSheet = min(rowsOnSheet, SheetBook.mostRows)
        threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func write(
        _ sheet: Sheet,
        as form: SheetForm,
        written: (_ rows: Int) async throws -> Void
    ) async throws -> any SheetFile {
        guard let place = TemporaryFolder(for: "sheet", in: folder) else {
            throw SheetFailure(ofSystem: "No folder can be made in \(folder)")
        }
        defer { place.remove() }
        let path = place.path + "/sheet"
        let document: any SheetDocument =
            switch form {
            case .xlsx: try SheetBook(sheet, at: path, with: place.path, rowsOnSheet: rowsOnSheet)
            case .csv: try SheetText(CSVLines(sheet), at: path)
            case .json: try SheetText(JSONLines(sheet), at: path)
            }
        // While a portion is written the next one is read: reading and packing take about as long.
        var count = 0
        var writing: Task<Void, any Error>?
        do {
            try await sheet.rows { [threads] portion in
                if let writing {
                    try await writing.value
                    try await written(count)
                }
                writing = Task { try await threads.runIfActive { try document.add(portion) } }
                count += portion.count
            }
        } catch {
            _ = await writing?.result
            throw error
        }
        try await writing?.value
        try await written(count)
        try await threads.runIfActive { try document.finish() }
        guard let file = RecordingFile(descriptor: open(path, O_RDONLY | O_CLOEXEC)) else {
            throw SheetFailure("The file \(path) cannot be read back.")
        }
        return WrittenSheet(file: file, rows: count, files: self)
    }
}

/// A sheet while it is written: by one portion after the other, though not always by the same thread.
protocol SheetDocument: Sendable {
    func add(_ rows: [Sheet.Row]) throws
    func finish() throws
}

/// Has no name any more, only an open file.
private struct WrittenSheet: SheetFile {
    let file: RecordingFile
    let rows: Int
    /// Whose threads read it.
    let files: SheetFiles

    var size: Int64 { file.size }

    func bytes(from offset: Int64, count: Int) async throws -> [UInt8] {
        try await files.threads.runIfActive { try file.bytes(from: offset, count: count) }
    }
}

extension SheetFailure {
    /// Of the call of the system that has just failed.
    init(ofSystem words: String) {
        self.init(
            "\(words): \(POSIXErrorCode(rawValue: errno).map { POSIXError($0).localizedDescription } ?? "\(errno)")"
        )
    }
}
