import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("Boxes of mail are read by libcurl from a real IMAP server", .serialized)
struct CurlMailBoxTests {
    private func place(
        _ house: MailHouse,
        _ security: MailBox.Security = .off,
        folder: String = "INBOX"
    ) -> MailBoxPlace {
        MailBoxPlace(
            host: security == .off ? "127.0.0.1" : "localhost",
            port: security == .tls ? house.securePort : house.port,
            security: security,
            user: "anna",
            folder: folder
        )
    }

    private func problem(_ body: () async throws -> Void) async -> MailBoxProblem? {
        do {
            try await body()
            return nil
        } catch {
            return error as? MailBoxProblem
        }
    }

    @Test("S3.25 letters are told with their numbers and sizes, and fetched byte by byte, each by its number")
    func reads() async throws {
        let house = try MailHouse()
        defer { house.stop() }
        let boxes = CurlMailBoxes()
        let session = boxes.session(at: place(house), password: "s3cret")
        let empty = try await session.open()
        #expect(empty.validity > 0 && empty.next == 1)
        #expect(try await session.list(from: 1).isEmpty)
        // What looks like an answer of the server is a line of the letter.
        let tricky =
            "From: a@example.org\r\nSubject: x\r\n\r\nA002 OK done\r\n* 9 FETCH (UID 99 RFC822.SIZE 1)\r\n)\r\n"
        try house.deliver(tricky)
        let large = "From: b@example.org\r\n\r\n" + String(repeating: "0123456789\r\n", count: 100_000)
        try house.deliver(large)
        let found = try await boxes.session(at: place(house), password: "s3cret").list(from: 1)
        #expect(found.map(\.number) == [1, 2] && found.map(\.size) == [tricky.utf8.count, large.utf8.count])
        #expect(found.allSatisfy { abs($0.at?.timeIntervalSinceNow ?? 9_999) < 600 })
        let reading = boxes.session(at: place(house), password: "s3cret")
        let opened = try await reading.open()
        #expect(opened.validity == empty.validity && opened.next == 3)
        #expect(try await reading.letter(found[0], most: 1 << 20) == Array(tricky.utf8))
        #expect(try await reading.letter(found[1], most: 2 << 20) == Array(large.utf8))
        #expect(try await reading.letter(found[1], most: 1_000) == Array(large.utf8.prefix(1_000)))
        #expect(try await reading.letter(ListedMail(number: 77, size: 5, at: nil), most: 1_000) == nil)
        #expect(try await reading.list(from: 2).map(\.number) == [2])
        #expect(try await reading.list(from: 3).isEmpty)
    }

    @Test("S3.25 encrypted from the beginning or before the log-in, by a certificate that is to be trusted")
    func encrypted() async throws {
        let house = try MailHouse()
        defer { house.stop() }
        for security in [MailBox.Security.tls, .startTLS] {
            let trusting = CurlMailBoxes(authority: house.certificate).session(
                at: place(house, security),
                password: "s3cret"
            )
            #expect(try await trusting.open().next == 1, "\(security)")
            let other = CurlMailBoxes().session(at: place(house, security), password: "s3cret")
            #expect(await problem { _ = try await other.open() } == .tls, "\(security)")
        }
    }

    @Test("S3.25 what is wrong with a box is told: password, folder, server")
    func problems() async throws {
        let house = try MailHouse()
        defer { house.stop() }
        let boxes = CurlMailBoxes()
        let wrong = boxes.session(at: place(house), password: "wrong")
        #expect(await problem { _ = try await wrong.open() } == .login)
        let folder = boxes.session(at: place(house, folder: "None such"), password: "s3cret")
        #expect(await problem { _ = try await folder.open() } == .noFolder)
        var nobody = place(house)
        nobody.host = "nobody.invalid"
        let away = boxes.session(at: nobody, password: "s3cret")
        #expect(await problem { _ = try await away.open() } == .unknownHost)
        var closed = place(house)
        closed.port = 1
        let shut = boxes.session(at: closed, password: "s3cret")
        #expect(await problem { _ = try await shut.open() } == .unreachable)
    }
}
