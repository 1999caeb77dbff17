import ContactCenter
import Crypto
import Foundation

/// Secrets by AES-GCM under the key of a file: `v1:KEY:BOX`, where KEY tells which key it was, and BOX is nonce, text and tag.
package struct SealedSecrets: SecretSealing {
    private static let version = "v1"
    private static let prefix = "whsec_"

    private let file: KeyFile

    package init(_ file: KeyFile) { self.file = file }

    package func seal(_ secret: String, isFirst: Bool) throws(SealingError) -> SealedText {
        let key = isFirst ? try file.readOrMake() : try file.read()
        let name = Self.name(of: key)
        let box = try? AES.GCM.seal(Data(secret.utf8), using: key, authenticating: Data(name.utf8)).combined
        guard let box else { throw SealingError("The secret cannot be sealed.") }
        return SealedText(rawValue: "\(Self.version):\(name):\(box.base64EncodedString())")
    }

    package func open(_ sealed: SealedText) throws(SealingError) -> String {
        let parts = sealed.rawValue.split(separator: ":").map(String.init)
        guard parts.count == 3, parts[0] == Self.version, let bytes = Data(base64Encoded: parts[2]) else {
            throw SealingError("What should be a sealed secret is none.")
        }
        let key = try file.read()
        guard Self.name(of: key) == parts[1] else {
            throw SealingError("The secret was sealed with another key than that of \(file.path).")
        }
        guard let box = try? AES.GCM.SealedBox(combined: bytes),
            let text = try? AES.GCM.open(box, using: key, authenticating: Data(parts[1].utf8))
        else { throw SealingError("The sealed secret has been changed.") }
        return String(decoding: text, as: UTF8.self)
    }

    package func makeSecret() -> String {
        let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        return Self.prefix + key.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").prefix(43)
    }

    /// Tells keys apart and says nothing about them.
    private static func name(of key: SymmetricKey) -> String {
        let digest = HMAC<SHA256>.authenticationCode(for: Data("priyom key name".utf8), using: key)
        return digest.prefix(4).map { String(format: "%02x", $0) }.joined()
    }
}
