import ContactCenter
import Foundation
import Testing

@testable import Integrations

@Suite("Messages are carried by libcurl")
struct CurlWebhookSenderTests {
    private static let thisMachine = AddressGuard(allowed: ["127.0.0.0/8"].compactMap { NetworkRange($0) })
    private let message = DueMessage(
        delivery: 1,
        id: "4c0f",
        event: "client.created",
        body: #"{"client":{"name":"Боровков"}}"#,
        at: Date(timeIntervalSince1970: 1_795_364_806),
        attempts: 0
    )

    private func send(
        to url: (Int) -> String = { "http://127.0.0.1:\($0)/hook?x=1" },
        answering answer: String,
        by addresses: AddressGuard = thisMachine
    ) async throws -> (outcome: WebhookOutcome, requests: [String]) {
        let receiver = try LocalReceiver(answering: answer)
        defer { receiver.stop() }
        let sender = CurlWebhookSender(addresses, threads: 1)
        let outcome = await sender.send(message, to: url(receiver.port), secret: "whsec_test", at: message.at)
        return (outcome, receiver.requests)
    }

    @Test("with body, event, id and signature")
    func delivered() async throws {
        let (outcome, requests) = try await send(answering: "HTTP/1.1 204 No Content\r\n\r\n")
        #expect(outcome == WebhookOutcome(status: 204) && outcome.isDelivered)
        let request = try #require(requests.first)
        #expect(request.hasPrefix("POST /hook?x=1 HTTP/1.1\r\n"))
        #expect(request.hasSuffix("\r\n\r\n\(message.body)"))
        #expect(request.contains("\r\nContent-Type: application/json\r\n"))
        #expect(request.contains("\r\nPriyom-Event: client.created\r\nPriyom-Event-Id: 4c0f\r\n"))
        let signature = WebhookSignature.value(of: message.body, secret: "whsec_test", at: message.at)
        #expect(request.contains("\r\nPriyom-Signature: \(signature)\r\n"))
    }

    @Test("an answer that says no is one that did not arrive", arguments: [400, 404, 500, 503])
    func refused(status: Int) async throws {
        let (outcome, _) = try await send(answering: "HTTP/1.1 \(status) X\r\nContent-Length: 0\r\n\r\n")
        #expect(outcome.status == status && outcome.problem == .refused)
    }

    @Test("nobody is followed to another address")
    func redirects() async throws {
        let other = try LocalReceiver(answering: "HTTP/1.1 204 No Content\r\n\r\n")
        defer { other.stop() }
        let (outcome, _) = try await send(
            answering: "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:\(other.port)/\r\nContent-Length: 0\r\n\r\n"
        )
        #expect(outcome.status == 302 && !outcome.isDelivered)
        #expect(other.requests.isEmpty)
    }

    @Test("an address of a private network is not even connected to, whatever it is called")
    func forbidden() async throws {
        for host in ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"] {
            let (outcome, requests) = try await send(
                to: { "http://\(host):\($0)/" },
                answering: "HTTP/1.1 204 No Content\r\n\r\n",
                by: AddressGuard()
            )
            #expect(outcome == WebhookOutcome(.forbiddenAddress), "\(host)")
            #expect(requests.isEmpty, "\(host)")
        }
    }

    @Test("an endless answer is broken off; its beginning counts")
    func endless() async throws {
        let body = String(repeating: "x", count: 1_000_000)
        let (outcome, _) = try await send(
            answering: "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n\(body)"
        )
        #expect(outcome == WebhookOutcome(status: 200))
    }

    @Test("what does not answer, is not there or speaks no TLS is told apart")
    func problems() async throws {
        let receiver = try LocalReceiver(answering: "what?\r\n\r\n")
        let sender = CurlWebhookSender(Self.thisMachine, threads: 1)
        let tls = await sender.send(message, to: "https://127.0.0.1:\(receiver.port)/", secret: "x", at: message.at)
        #expect(tls == WebhookOutcome(.tls))
        receiver.stop()
        let gone = await sender.send(message, to: "http://127.0.0.1:\(receiver.port)/", secret: "x", at: message.at)
        #expect(gone == WebhookOutcome(.unreachable))
        let unknown = await sender.send(message, to: "http://nowhere.invalid/", secret: "x", at: message.at)
        #expect(unknown == WebhookOutcome(.unknownHost))
        let file = await sender.send(message, to: "file:///etc/hostname", secret: "x", at: message.at)
        #expect(!file.isDelivered)
    }
}
