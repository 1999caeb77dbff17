import ContactCenter
import Crypto
import Foundation

/// A secret that one browser keeps in a cookie: 256 random bits.
struct BrowserSecret: Equatable, Sendable {
    /// As in the cookie.
    let text: String

    init() {
        text = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.inBase64URL
    }

    /// - Returns: `nil` for what this program has not made.
    init?(text: String?) {
        guard let text, text.utf8.count == 43,
            text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
        else { return nil }
        self.text = text
    }

    /// What the database keeps of it.
    var digest: TokenDigest {
        TokenDigest(
            SHA256.hash(data: Data(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        )
    }

    /// Stands in every form of the browser's pages: another site's page cannot know it (CSRF).
    var formToken: String {
        Data(HMAC<SHA256>.authenticationCode(for: Data("form".utf8), using: SymmetricKey(data: Data(text.utf8))))
            .inBase64URL
    }

    /// In a time that does not tell where they differ.
    func accepts(formToken: String) -> Bool {
        SymmetricKey(data: Data(formToken.utf8)) == SymmetricKey(data: Data(self.formToken.utf8))
    }
}

extension Data {
    fileprivate var inBase64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
