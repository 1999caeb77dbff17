import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite("Listening to recordings") struct RecordingTests {
    private static let address = "/calls/office%3A1775217720.7%3A1775217720/recordings/1"
    private static let secret = BrowserSecret(text: String(repeating: "p", count: 43)) ?? BrowserSecret()

    private let access = SampleAccess()
    private let start = Call.sampleStart
    /// Rang at 0111 and 0125, answered by 0111.
    private var call: Call {
        Call.inbound("7", queue: "service", at: start).ringing("0111", "0125", at: start + .seconds(4))
            .answered(by: "0111", at: start + .seconds(9)).ended(at: start + .seconds(29))
    }

    init() {
        access.grant(Rights([.calls: .all, .recordings: .all]), to: UserID(1))
    }

    private func ask(
        _ method: HTTPRequest.Method = .get,
        _ uri: String = Self.address,
        _ headers: HTTPFields = [:],
        archive: SampleArchive? = SampleArchive(),
        cookie: String = SampleAccess.cookie
    ) async throws -> TestResponse {
        let site = try sampleApplication(journal: SampleJournal([call]), access: access, recordings: archive)
        let cookies: HTTPFields = [.cookie: cookie]
        let headers = headers + cookies
        return try await site.test(.router) { client in
            try await client.execute(uri: uri, method: method, headers: headers) { $0 }
        }
    }

    /// Petrova, who sat at this phone all day, with rights to her own.
    private func seatPetrova(
        at phone: String,
        _ rights: Rights = Rights([.calls: .own, .recordings: .own])
    ) async throws {
        let user = User(id: UserID(2), name: .sample("petrova"), displayName: "Петрова Анна", roles: [.operator])
        access.logIn(user, rights, at: Self.secret)
        let audit = AuditEntry(at: start, user: user.id, action: .sit)
        try await access.sit(user.id, at: Extension(phone), since: start - 3_600, audit: audit)
    }

    private var listenings: [AuditEntry] {
        get async throws { try await access.auditLog(limit: 100).filter { $0.action == .listen } }
    }

    // MARK: Ranges

    @Test("S3.8 S4.7 the whole, and how much it is when only that is asked")
    func whole() async throws {
        let answer = try await ask()
        #expect(answer.status == .ok)
        #expect(answer.body.readableBytes == 200_000)
        #expect(answer.headers[.contentType] == "audio/wav")
        #expect(answer.headers[.acceptRanges] == "bytes")
        #expect(answer.headers[.eTag] == "\"v1\"")
        #expect(answer.headers[.cacheControl] == "no-store")
        let head = try await ask(.head, Self.address, [.range: "bytes=0-5"])
        #expect(head.status == .ok)
        #expect(head.headers[.contentLength] == "200000")
        #expect(head.body.readableBytes == 0)
    }

    @Test("is taken away as a file by who may take lists away, and that is in the audit log; by nobody else")
    func file() async throws {
        let link = "\(Self.address)?file=1"
        #expect(try await ask(.get, link).status == .forbidden)
        #expect(try await access.auditLog(limit: 10).isEmpty)
        let page = "/calls/office%3A1775217720.7%3A1775217720"
        #expect(try await !String(buffer: ask(.get, page).body).contains("?file=1"))
        access.grant(Rights([.calls: .all, .recordings: .all, .export: .all]), to: UserID(1))
        let answer = try await ask(.get, link)
        #expect(answer.status == .ok && answer.body.readableBytes == 200_000)
        #expect(
            answer.headers[.contentDisposition] == "attachment; filename=\"call-1775217720.7-1.wav\""
        )
        let log = try await access.auditLog(limit: 10)
        #expect(Set(log.map(\.action)) == [.listen, .exported])
        #expect(log.allSatisfy { $0.subject == "call:office:1775217720.7:1775217720 recording:1" })
        #expect(try await String(buffer: ask(.get, page).body).contains("\(Self.address)?file=1\" download"))
        // Who may take lists away, but not hear the call.
        access.grant(Rights([.calls: .all, .export: .all]), to: UserID(1))
        #expect(try await ask(.get, link).status == .forbidden)
    }

    @Test("S4.7 a part, so that a browser can jump within it")
    func part() async throws {
        let answer = try await ask(.get, Self.address, [.range: "bytes=65530-131079"])
        #expect(answer.status == .partialContent)
        #expect(answer.headers[.contentRange] == "bytes 65530-131079/200000")
        #expect(answer.headers[.contentLength] == "65550")
        let expected = (65_530...131_079).map { UInt8(truncatingIfNeeded: $0) }
        #expect(Array(answer.body.readableBytesView) == expected)
    }

    @Test("a part behind the end is refused, and a part of what has changed meanwhile is the whole")
    func oddParts() async throws {
        let behind = try await ask(.get, Self.address, [.range: "bytes=200000-"])
        #expect(behind.status == .rangeNotSatisfiable)
        #expect(behind.headers[.contentRange] == "bytes */200000")
        #expect(behind.body.readableBytes == 0)
        let same = try await ask(.get, Self.address, [.range: "bytes=5-9", .ifRange: "\"v1\""])
        #expect(same.status == .partialContent)
        let changed = try await ask(.get, Self.address, [.range: "bytes=5-9", .ifRange: "\"v0\""])
        #expect(changed.status == .ok && changed.body.readableBytes == 200_000)
    }

    @Test("the name of a saved file has nothing in it that a caller chose")
    func fileName() async throws {
        let answer = try await ask()
        #expect(answer.headers[.contentDisposition] == "inline; filename=\"call-1775217720.7-1.wav\"")
    }

    // MARK: Rights

    @Test("S3.8 S0.55 who spoke may hear it, whose phone only rang may not, nor who has no such right")
    func own() async throws {
        let cookie = "session=\(Self.secret.text)"
        try await seatPetrova(at: "0111")
        #expect(try await ask(cookie: cookie).status == .ok)
        try await seatPetrova(at: "0125")
        #expect(try await ask(cookie: cookie).status == .forbidden)
        #expect(try await ask(.get, "/calls/office%3A1775217720.7%3A1775217720", cookie: cookie).status == .ok)
        let page = try await ask(.get, "/calls/office%3A1775217720.7%3A1775217720", cookie: cookie)
        #expect(!String(buffer: page.body).contains("data-source"))
        access.grant(Rights([.calls: .all]), to: UserID(2))
        #expect(try await ask(cookie: cookie).status == .forbidden)
        #expect(try await listenings.map(\.user) == [UserID(2)])
    }

    @Test("nobody hears anything without a log-in", arguments: [HTTPRequest.Method.get, .head])
    func door(method: HTTPRequest.Method) async throws {
        let answer = try await ask(method, cookie: "session=\(String(repeating: "x", count: 43))")
        #expect(answer.status == .unauthorized)
        #expect(answer.headers[.eTag] == nil)
        #expect(try await listenings.isEmpty)
    }

    // MARK: Audit

    @Test("every playing is one line of the audit log, however many parts a browser asks for")
    func audit() async throws {
        let site = try sampleApplication(
            journal: SampleJournal([call]),
            access: access,
            recordings: SampleArchive([.playable(length: nil), .playable(length: nil)])
        )
        try await site.test(.router) { client in
            func ask(_ number: Int, _ playing: String, _ range: String) async throws {
                let uri = "/calls/office%3A1775217720.7%3A1775217720/recordings/\(number)\(playing)"
                let headers: HTTPFields = [.cookie: SampleAccess.cookie, .range: range]
                try await client.execute(uri: uri, method: .get, headers: headers) {
                    #expect($0.status == .partialContent)
                }
            }
            for range in ["bytes=0-", "bytes=1000-", "bytes=500-600"] { try await ask(1, "?playing=a", range) }
            #expect(try await listenings.count == 1)
            try await ask(1, "?playing=b", "bytes=0-")
            try await ask(2, "?playing=b", "bytes=0-")
            // Who names no playing is noted, too, wherever he begins.
            for range in ["bytes=7-", "bytes=9-"] { try await ask(2, "", range) }
        }
        let lines = try await listenings
        #expect(lines.count == 4)
        #expect(lines.last?.subject == "call:office:1775217720.7:1775217720 recording:1")
        #expect(lines.allSatisfy { $0.user == UserID(1) })
    }

    @Test("asking how long it is, or for what cannot be had, is no listening")
    func noListening() async throws {
        _ = try await ask(.head)
        _ = try await ask(archive: SampleArchive(problem: .gone))
        _ = try await ask(.get, "/calls/office%3A1775217720.7%3A1775217720/recordings/9")
        #expect(try await listenings.isEmpty)
    }

    // MARK: What cannot be heard

    @Test(
        "why there is nothing to hear is told: to a person with a page, to the player in a line",
        arguments: [
            (.gone, .gone, "больше нет"), (.notYetCopied, .notFound, "ещё не скопирована"),
            (.inProgress, .notFound, "Разговор идёт"), (.outside, .forbidden, "вне папки"),
            (.unreadable, .unsupportedMediaType, "не удаётся воспроизвести"),
            (.busy, .serviceUnavailable, "через минуту"),
            (.unreachable, .serviceUnavailable, "недоступна"),
        ] as [(RecordingProblem, HTTPResponse.Status, String)]
    )
    func problems(problem: RecordingProblem, status: HTTPResponse.Status, words: String) async throws {
        let archive = SampleArchive([.not(problem)])
        let line = try await ask(archive: archive)
        #expect(line.status == status)
        #expect(line.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(String(buffer: line.body).contains(words))
        let page = try await ask(.get, Self.address, [.accept: "text/html"], archive: archive)
        #expect(page.status == status)
        #expect(String(buffer: page.body).contains("<h1>") && String(buffer: page.body).contains(words))
        let call = try await ask(.get, "/calls/office%3A1775217720.7%3A1775217720", archive: archive)
        #expect(String(buffer: call.body).contains(words))
    }

    @Test("a call without recordings, a number that is none, a call that is none, and no folder set up")
    func nothing() async throws {
        for number in ["0", "2", "x", "-1", "1%2F..%2F2"] {
            let answer = try await ask(.get, "/calls/office%3A1775217720.7%3A1775217720/recordings/\(number)")
            #expect(answer.status == .notFound, "\(number)")
        }
        #expect(try await ask(.get, "/calls/office%3A1.1%3A1/recordings/1").status == .notFound)
        let unset = try await ask(archive: nil)
        #expect(unset.status == .notFound)
        #expect(String(buffer: unset.body).contains("не подключены"))
    }

    // MARK: The page of the call

    @Test("S3.8 S0.55 the page of a call has a player for each recording, with the places of its seconds in the call")
    func players() async throws {
        let page = String(buffer: try await ask(.get, "/calls/office%3A1775217720.7%3A1775217720").body)
        #expect(page.contains("data-source=\"\(Self.address)\""))
        #expect(page.contains("data-pieces=\"0.0:9.0:20.0\""))
        #expect(page.contains("max=\"20.0\""))
        #expect(page.contains("&lt;b&gt;&quot;Анна&quot;-0.wav"))
        #expect(!page.contains("<audio") && !page.contains(" style="))
    }

    @Test("a folder that cannot be read keeps nobody from the page of the call")
    func brokenFolder() async throws {
        let answer = try await ask(
            .get,
            "/calls/office%3A1775217720.7%3A1775217720",
            archive: SampleArchive(isReadable: false)
        )
        #expect(answer.status == .ok)
        #expect(String(buffer: answer.body).contains("недоступна"))
    }
}
