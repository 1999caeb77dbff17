import ContactCenter
import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A sheet as lines of text.
protocol SheetLines: Sendable {
    var beginning: String { get }
    func append(_ row: Sheet.Row, isFirst: Bool, to text: inout String)
    var end: String { get }
}

/// A sheet that is written as text into a file.
///
/// It is handed from thread to thread, but has only one user at a time: whoever writes waits for each portion.
final class SheetText<Lines: SheetLines>: SheetDocument, @unchecked Sendable {
    private let lines: Lines
    private let descriptor: Int32
    private var isEmpty = true

    init(_ lines: Lines, at path: String) throws {
        self.lines = lines
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure() }
        try write(lines.beginning)
    }

    deinit { close(descriptor) }

    func add(_ rows: [Sheet.Row]) throws {
        var text = ""
        for row in rows {
            lines.append(row, isFirst: isEmpty, to: &text)
            isEmpty = false
        }
        try write(text)
    }

    func finish() throws { try write(lines.end) }

    private func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count {
                let count = writeOnce(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[place...]))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw Self.failure() }
                place += count
            }
        }
    }

    private func writeOnce(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
        Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    private static func failure() -> SheetFailure {
        SheetFailure(ofSystem: "The file of a sheet cannot be written")
    }
}
