import Crypto
import Foundation

/// The header by which a receiver knows that a message is ours and was not changed: `t=1764144603,v1=5f0c…`.
///
/// `v1` is HMAC-SHA256 with the webhook's secret over the time, a dot and the body, in hexadecimal. A receiver refuses what is
/// some minutes old, so that nobody can send a message again that they have caught.
package enum WebhookSignature {
    package static let header = "Priyom-Signature"

    package static func value(of body: String, secret: String, at moment: Date) -> String {
        let time = Int64(moment.timeIntervalSince1970)
        let signed = Data("\(time).\(body)".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: Data(secret.utf8)))
        return "t=\(time),v1=" + code.map { String(format: "%02x", $0) }.joined()
    }
}
