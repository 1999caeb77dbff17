import ContactCenter
import Foundation
import NIOPosix

/// Reads tables out of files: XLSX and texts, by a thread of its own.
package final class TableFiles: TableReading {
    fileprivate let threads: NIOThreadPool
    private let limits: ZIPArchive.Limits

    package convenience init() { self.init(ZIPArchive.Limits()) }

    init(_ limits: ZIPArchive.Limits) {
        self.limits = limits
        threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func open(_ bytes: [UInt8], _ hints: TableHints) async throws -> any OpenTable {
        guard bytes.count <= TableLimits.megabytes << 20 else { throw TableProblem(.tooLarge) }
        guard !bytes.isEmpty else { throw TableProblem(.empty) }
        return try await threads.runIfActive { [limits] in
            if bytes.starts(with: ZIPArchive.signature) { return OpenFile(try WorkbookTable(bytes, limits), self) }
            if bytes.starts(with: OldContainer.signature) { throw OldContainer.problem(of: bytes) }
            return OpenFile(try CSVTable(bytes, hints), self)
        }
    }
}

/// A table while it is read.
protocol TablePortions {
    var form: TableForm { get }
    /// - Returns: nothing at the end.
    mutating func next() throws -> [TableRow]
}

/// It is handed from thread to thread, but has only one user at a time: whoever reads waits for each portion.
private final class OpenFile: OpenTable, @unchecked Sendable {
    let form: TableForm
    private var table: any TablePortions
    /// Whose thread reads it.
    private let files: TableFiles

    init(_ table: any TablePortions, _ files: TableFiles) {
        form = table.form
        self.table = table
        self.files = files
    }

    func next() async throws -> [TableRow] { try await files.threads.runIfActive { try self.table.next() } }
}

/// Files of Excel 97, and of workbooks with a password, which are put into the same container.
private enum OldContainer {
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    static func problem(of bytes: [UInt8]) -> TableProblem {
        // Names in it have two bytes a letter.
        let name = Data("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        return TableProblem(Data(bytes).range(of: name) == nil ? .oldWorkbook : .encrypted)
    }
}
