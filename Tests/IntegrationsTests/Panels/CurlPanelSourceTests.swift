import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("Panels are asked for by libcurl")
struct CurlPanelSourceTests {
    private let source = CurlPanelSource(threads: 1)

    private func ask(
        _ path: String = "/debt?phone=7495",
        answering text: String,
        longest: Int = 1_000
    ) async throws -> (answer: PanelAnswer, requests: [String]) {
        let receiver = try LocalReceiver(answering: text)
        defer { receiver.stop() }
        let answer = await source.ask(
            "http://127.0.0.1:\(receiver.port)\(path)",
            headers: ["Authorization: Bearer s3cret"],
            within: .seconds(1),
            longest: longest
        )
        return (answer, receiver.requests)
    }

    @Test("S4.10 what is answered comes as it is, and the header goes along")
    func answered() async throws {
        let (answer, requests) = try await ask(answering: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        #expect(answer == .content(Array("{}".utf8)))
        let request = try #require(requests.first)
        #expect(request.hasPrefix("GET /debt?phone=7495 HTTP/1.1\r\n"))
        #expect(request.contains("\r\nAuthorization: Bearer s3cret\r\n"))
    }

    @Test("S4.10 nobody is followed to another address; what is not 200 is a refusal", arguments: [204, 302, 404, 500])
    func refused(status: Int) async throws {
        let other = try LocalReceiver(answering: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        defer { other.stop() }
        let (answer, _) = try await ask(
            answering: "HTTP/1.1 \(status) X\r\nLocation: http://127.0.0.1:\(other.port)/\r\nContent-Length: 0\r\n\r\n"
        )
        #expect(answer == .failed(.refused(status: status)))
        #expect(other.requests.isEmpty)
    }

    @Test("S4.10 an endless answer is broken off")
    func endless() async throws {
        let body = String(repeating: "x", count: 2_000)
        let (answer, _) = try await ask(answering: "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n\(body)")
        #expect(answer == .failed(.tooLong))
    }

    @Test("S4.10 who does not answer within the second is not waited for")
    func timeout() async throws {
        let began = ContinuousClock.now
        let (answer, _) = try await ask(answering: "")
        // The receiver closes without a word; one that keeps silent is below.
        #expect(answer == .failed(.unreachable))
        let silent = try ListeningSocket()
        defer { silent.stop() }
        let waited = await source.ask(
            "http://127.0.0.1:\(silent.port)/",
            headers: [],
            within: .milliseconds(300),
            longest: 1_000
        )
        #expect(waited == .failed(.timeout))
        #expect(ContinuousClock.now - began < .seconds(5))
    }

    @Test("S4.10 only http and https are spoken, and nobody is logged in by an address")
    func protocols() async {
        for url in ["file:///etc/hostname", "ftp://127.0.0.1/", "http://me.example:x@127.0.0.1:1/"] {
            let answer = await source.ask(url, headers: [], within: .milliseconds(300), longest: 1_000)
            #expect(answer == .failed(.unreachable), "\(url)")
        }
    }
}
