import ContactCenter
import Crypto
import Foundation

/// The file with the key that seals the secrets in the database: 32 random bytes in base64, readable by its owner alone.
///
/// Whoever has a copy of the database alone can read no secret; whoever loses the file has to give every webhook a new one.
package struct KeyFile: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    package var isThere: Bool { FileManager.default.fileExists(atPath: path) }

    /// - Throws: `SealingError` when it is not there, is no key, or may be read by others.
    package func read() throws(SealingError) -> SymmetricKey {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SealingError(
                errno == ENOENT
                    ? "The key file \(path) is not there: put it back from a backup, or delete the webhooks and make them anew."
                    : "The key file \(path) cannot be read: \(String(cString: strerror(errno)))."
            )
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw SealingError("The key file \(path) is no file.")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw SealingError("The key file \(path) may be read or written by others: chmod 600 \(path)")
        }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = Foundation.read(descriptor, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        guard let key = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)), key.count == 32
        else { throw SealingError("The key file \(path) holds no key of 32 bytes in base64.") }
        return SymmetricKey(data: key)
    }

    /// The key, which is made where there is no file.
    func readOrMake() throws(SealingError) -> SymmetricKey {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        // Another process of ours may be making it at this moment.
        guard descriptor >= 0 else {
            guard errno == EEXIST else {
                throw SealingError("The key file \(path) cannot be made: \(String(cString: strerror(errno))).")
            }
            return try read()
        }
        defer { close(descriptor) }
        let key = SymmetricKey(size: .bits256)
        let text = key.withUnsafeBytes { Data($0).base64EncodedString() } + "\n"
        guard write(descriptor, text, text.utf8.count) == text.utf8.count, fsync(descriptor) == 0 else {
            unlink(path)
            throw SealingError("The key file \(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        return key
    }
}
