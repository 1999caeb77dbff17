import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Web

@Suite("Recordings that no call knows") struct StrayRecordingsTests {
    private let access = SampleAccess()
    private let place = SitePath.percentEncoded("<b>\"Анна\"-0.wav")

    init() { access.grant(Rights([.integrations: .all, .recordings: .all]), to: UserID(1)) }

    private func ask(
        _ path: String,
        archive: SampleArchive? = SampleArchive(),
        calls: [Call] = []
    ) async throws -> Answer {
        let application = try sampleApplication(callLog: SampleCallLog(calls), access: access, recordings: archive)
        return try await application.test(.router) { client in
            try await client.ask(.get, "/recordings/strays\(path)", [.cookie: SampleAccess.cookie])
        }
    }

    @Test("S4.6 are listed with time, size and a player; those of calls are not")
    func list() async throws {
        let page = try await ask("?day=2026-04-03")
        #expect(page.status == .ok)
        #expect(page.text.contains("src=\"/recordings/strays/sound?place=\(place)\""))
        #expect(page.text.contains("&lt;b&gt;&quot;Анна&quot;-0.wav") && page.text.contains("2 КБ"))
        var call = Call.inbound().ringing("0111", at: Call.sampleStart).answered(by: "0111", at: Call.sampleStart)
            .ended(at: Call.sampleStart + .seconds(29))
        call.recordings = [Recording(path: "/elsewhere/<b>\"Анна\"-0.mp3", startedAt: Call.sampleStart)]
        let none = try await ask("?day=2026-04-03", calls: [call])
        #expect(!none.text.contains("<audio") && none.text.contains("Все записи этого дня принадлежат звонкам"))
    }

    @Test("S4.6 are played, and each listening is in the audit log with the file")
    func sound() async throws {
        let sound = try await ask("/sound?place=\(place)")
        #expect(sound.status == .ok && sound.bytes.count == 200_000)
        #expect(sound.headers[.cacheControl] == "no-store")
        let log = try await access.auditLog(limit: 10)
        #expect(log.map(\.action) == [.listen])
        #expect(log.first?.subject == "file:<b>\"Анна\"-0.wav")
        #expect(try await ask("/sound?place=..%2Fsecret.wav").status == .gone)
        #expect(try await ask("/sound").status == .notFound)
    }

    @Test("S4.6 are for administrators who may listen to everybody")
    func rights() async throws {
        for rights in [
            Rights([.recordings: .all]), Rights([.integrations: .all]),
            Rights([.integrations: .all, .recordings: .department]),
        ] {
            access.grant(rights, to: UserID(1))
            for path in ["", "/sound?place=\(place)"] {
                #expect(try await ask(path).status == .forbidden, "\(path)")
            }
        }
        #expect(try await access.auditLog(limit: 10).isEmpty)
    }

    @Test("S4.6 a folder that is not set up or not reached is told")
    func problems() async throws {
        #expect(try await ask("", archive: nil).text.contains(Language.russian[.recordingsNotSetUp].markup))
        let broken = try await ask("", archive: SampleArchive(problem: .unreachable))
        #expect(broken.status == .ok && broken.text.contains(Language.russian[.recordingsUnreachable].markup))
    }
}
