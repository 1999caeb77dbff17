import Foundation

/// A file that only grows, one write for each batch of whole lines.
struct AppendingFile {
    private let handle: FileHandle
    private let path: String

    /// - Throws: `SimulatorError` when the file cannot be made or opened.
    init(path: String) throws {
        self.path = path
        if !FileManager.default.fileExists(atPath: path),
            !FileManager.default.createFile(atPath: path, contents: nil)
        {
            throw SimulatorError(.cannotWrite(path: path, reason: String(cString: strerror(errno))))
        }
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw SimulatorError(.cannotWrite(path: path, reason: String(cString: strerror(errno))))
        }
        self.handle = handle
    }

    /// - Throws: when nothing or only a part was written.
    func append(_ text: String) throws {
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
    }
}
