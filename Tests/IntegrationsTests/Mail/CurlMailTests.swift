import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("Letters are handed to a mail server by libcurl")
struct CurlMailTests {
    private static let message = MailMessage(
        id: "report.1.2.3",
        at: Date(timeIntervalSince1970: 1_795_364_806),
        recipients: ["anna@example.org", "boris@example.org"].compactMap { MailAddress($0) },
        subject: "Отчёт «Статистика\r\nBcc: x@example.org»: 01.11 – 30.11.2026",
        text: "Отчёт приложен.\r\n.\r\nQUIT\r\n",
        attachment: MailAttachment(
            name: "Отчёт за ноябрь \"2026\".xlsx",
            latinName: "statistics-2026-11-01\r\nX: y\".xlsx",
            contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        )
    )

    private func server(_ peer: SMTPPeer, user: String? = nil) throws -> MailServer {
        MailServer(
            host: "127.0.0.1",
            port: peer.port,
            security: .off,
            user: user,
            password: user.map { _ in "s3cret" },
            from: try #require(MailSender("Приём <reports@example.org>"))
        )
    }

    private func send(answering answers: [String: String]) async throws -> (MailOutcome, SMTPPeer) {
        let peer = try SMTPPeer(answering: answers)
        defer { peer.stop() }
        return (await CurlMail(try server(peer)).send(Self.message), peer)
    }

    /// A header with the lines that belong to it.
    private func header(_ name: String, _ lines: some Sequence<String>) -> String? {
        var found: String?
        for line in lines {
            if line.isEmpty { return found }
            if found != nil { if line.hasPrefix(" ") { found = (found ?? "") + "\n" + line } else { return found } }
            if line.hasPrefix("\(name): ") { found = String(line.dropFirst(name.count + 2)) }
        }
        return found
    }

    private func words(_ header: String) -> String {
        let words = header.split(whereSeparator: \.isWhitespace).map { word -> Data in
            guard word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?=") else { return Data(word.utf8) }
            return Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data()
        }
        return String(decoding: words.reduce(Data(), +), as: UTF8.self)
    }

    @Test("with its recipients, its words in every alphabet, and its file byte by byte")
    func taken() async throws {
        let (outcome, peer) = try await send(answering: [:])
        #expect(outcome == .sent)
        let letter = try #require(peer.letters.first)
        #expect(peer.letters.count == 1)
        #expect(letter.envelope.first?.hasPrefix("MAIL FROM:<reports@example.org>") == true)
        #expect(letter.envelope.dropFirst() == ["RCPT TO:<anna@example.org>", "RCPT TO:<boris@example.org>"])
        #expect(letter.lines.allSatisfy { $0.utf8.count <= 100 && $0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(header("Date", letter.lines) == "Sun, 22 Nov 2026 16:26:46 +0000")
        #expect(header("From", letter.lines)?.hasSuffix(" <reports@example.org>") == true)
        #expect(header("To", letter.lines) == "anna@example.org,\n boris@example.org")
        #expect(header("Message-ID", letter.lines) == "<report.1.2.3@example.org>")
        #expect(header("Subject", letter.lines).map(words) == Self.message.subject)
        // What was typed begins no header.
        #expect(!letter.lines.contains { $0.hasPrefix("Bcc") || $0.hasPrefix("X:") })

        let boundary = try #require(header("Content-Type", letter.lines)?.split(separator: "\"").last)
        let parts = letter.lines.prefix { $0 != "--\(boundary)--" }.split(separator: "--\(boundary)")
        try #require(parts.count == 3)
        let bodies = parts.dropFirst().map { part in
            Data(base64Encoded: part.drop { !$0.isEmpty }.joined()) ?? Data()
        }
        #expect(String(decoding: bodies[0], as: UTF8.self) == Self.message.text)
        #expect(Array(bodies[1]) == Self.message.attachment?.bytes)
        let disposition = try #require(header("Content-Disposition", parts[2]))
        #expect(disposition.contains("attachment; filename=\"statistics-2026-11-01__X__y_.xlsx\""))
        let name = disposition.split(separator: "\n").dropFirst().map { line in
            line.split(separator: "=", maxSplits: 1)[1].prefix { $0 != ";" }
        }.joined()
        #expect(name.removingPercentEncoding == "UTF-8''\(try #require(Self.message.attachment).name)")
    }

    @Test("with user and password, which stand in nothing that is printed")
    func loggedIn() async throws {
        let peer = try SMTPPeer()
        defer { peer.stop() }
        let server = try server(peer, user: "priyom")
        #expect(await CurlMail(server).send(Self.message) == .sent)
        let plain = Data("\0priyom\0s3cret".utf8).base64EncodedString()
        #expect(peer.commands.contains { $0 == "AUTH PLAIN \(plain)" } || peer.commands.contains(plain))
        var dumped = ""
        dump(server, to: &dumped)
        #expect(!"\(server) \(String(reflecting: server)) \(dumped)".contains("s3cret"))
    }

    @Test(
        "what the server says is told, and nobody gets anything where one is refused",
        arguments: [
            ("RCPT TO:<boris", "550 5.1.1 <boris@example.org>: no such user", MailProblem.refused),
            ("MAIL", "553 Relaying denied", .refused), ("DATA.", "554 Looks like spam", .refused),
            ("DATA.", "452 Too much mail", .refused),
        ]
    )
    func refused(command: String, answer: String, problem: MailProblem) async throws {
        let (outcome, peer) = try await send(answering: [command: answer])
        #expect(outcome == MailOutcome(problem, answer: answer))
        #expect(peer.letters.isEmpty)
    }

    @Test("wrong passwords, servers that are not there, and those that will not encrypt are told apart")
    func problems() async throws {
        let peer = try SMTPPeer(answering: ["AUTH": "535 No"])
        #expect(await CurlMail(try server(peer, user: "priyom")).send(Self.message).problem == .login)
        var encrypted = try server(peer)
        encrypted.security = .startTLS
        #expect(await CurlMail(encrypted).send(Self.message).problem == .tls)
        // Nothing was told in clear.
        #expect(!peer.commands.contains { $0.hasPrefix("MAIL") })
        peer.stop()
        #expect(await CurlMail(try server(peer)).send(Self.message).problem == .unreachable)
        var nowhere = try server(peer)
        nowhere.host = "mail.invalid"
        #expect(await CurlMail(nowhere).send(Self.message).problem == .unknownHost)
    }

    @Test("a text goes into a header as it is only where nothing speaks against it")
    func headerWords() {
        #expect(MIMEMessage.words("Report of November", after: 9) == "Report of November")
        for text in ["Отчёт", "a\r\nb", "a: b", "=?x?", String(repeating: "я", count: 200), "🙂 ой"] {
            let header = MIMEMessage.words(text, after: 9)
            #expect(header.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
            #expect(words(header) == text)
        }
    }
}
