import Foundation

/// A folder of this process alone for what comes and goes with one piece of work.
struct TemporaryFolder {
    let path: String

    /// - Parameters:
    ///   - purpose: part of its name: `sheet`.
    ///   - folder: in which it is made.
    /// - Returns: `nil` where it cannot be made; `errno` says why.
    init?(for purpose: String, in folder: String = NSTemporaryDirectory()) {
        var name = Array("\(folder)/priyom-\(purpose)-XXXXXX".utf8CString)
        let isMade = name.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkdtemp($0) != nil } ?? false }
        guard isMade else { return nil }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
