import ContactCenter
import Foundation
import NIOPosix

/// Sends messages by libcurl: POST, no redirects, no proxies, and only to addresses that the guard allows.
package final class CurlWebhookSender: WebhookSender {
    private let addresses: AddressGuard
    private let threads: NIOThreadPool

    /// - Parameter threads: each sends one message at a time and waits for the answer.
    package init(_ addresses: AddressGuard, threads: Int = WebhookCourier.atOnce) {
        self.addresses = addresses
        self.threads = NIOThreadPool(numberOfThreads: threads)
        self.threads.start()
        CurlLibrary.prepare()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func send(_ message: DueMessage, to url: String, secret: String, at now: Date) async -> WebhookOutcome {
        let headers = [
            "Content-Type: application/json",
            "User-Agent: Priyom",
            "Priyom-Event: \(message.event)",
            "Priyom-Event-Id: \(message.id)",
            "\(WebhookSignature.header): \(WebhookSignature.value(of: message.body, secret: secret, at: now))",
            // Else curl waits for the receiver to ask for a long body.
            "Expect:",
        ]
        let request = CurlRequest(url: url, headers: headers, body: message.body, addresses: addresses)
        return (try? await threads.runIfActive { request.perform() }) ?? WebhookOutcome(.other)
    }
}
