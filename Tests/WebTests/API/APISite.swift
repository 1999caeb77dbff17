import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Integrations
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Web

/// The API over a real store, asked by a program with a token of the supervisor `erp`. Every answer is held against the
/// description that the server gives of itself.
final class APISite: Sendable {
    let store: DataStore
    let client: any TestClientProtocol
    let clock: Clock
    private let token: APISecret
    private let description: String
    private let asked = Mutex<Set<String>>([])

    static let author = RecordAuthor(UserID(1), at: Call.sampleStart)

    /// The server's, put forward by tests.
    final class Clock: Sendable {
        private let instant = Mutex(Call.sampleStart)
        var now: Date { instant.withLock { $0 } }
        func forward(_ seconds: Double) { instant.withLock { $0 += seconds } }
    }

    private init(
        _ store: DataStore,
        _ client: any TestClientProtocol,
        _ clock: Clock,
        _ token: APISecret,
        _ description: String
    ) {
        self.store = store
        self.client = client
        self.clock = clock
        self.token = token
        self.description = description
    }

    static func with(
        on engine: TestEngine = .sqlite,
        permissions: Set<Permission> = Set(Permission.allCases),
        roles: Set<RoleName> = [.supervisor],
        configuration: WebConfiguration = WebConfiguration(),
        recordings: SampleArchive = SampleArchive(),
        _ test: @escaping @Sendable (APISite) async throws -> Void
    ) async throws {
        try await engine.withDatabase { store in
            let token = APISecret()
            try await add(user: "erp", roles, to: store)
            try await add(token, "1c", of: "erp", permissions, to: store)
            let clock = Clock()
            let application = try sampleApplication(
                configuration: configuration,
                journal: store.callJournal,
                cards: store.cards,
                access: store.access,
                missed: store.missed,
                contacts: store.contacts,
                deals: store.deals,
                services: store.services,
                cases: store.cases,
                papers: store.papers,
                letters: store.letters,
                webForms: store.webForms,
                mailBoxes: MailBoxDesk(
                    store: store.mailBoxes,
                    secrets: SealedSecrets(KeyFile(path: "/nowhere"))
                ),
                bulletins: store.bulletins,
                reception: store.reception,
                registry: store.registry,
                reconciliation: store.reconciliation,
                records: store.records,
                clients: store.clients,
                clientSearch: store.clientSearch,
                documents: store.documents,
                scripts: store.scripts,
                questionnaires: store.questionnaires,
                api: APIStores(tokens: store.apiTokens, answers: store.answers, changes: store.changeLog),
                now: { clock.now },
                recordings: recordings
            )
            try await application.test(.router) { client in
                let description = try await client.ask(.get, "\(Site.apiPath)/openapi.json").text
                try await test(APISite(store, client, clock, token, description))
            }
        }
    }

    static func add(user: String, _ roles: Set<RoleName>, to store: DataStore) async throws {
        let user = NewUser(
            name: .sample(user),
            displayName: user,
            roles: roles,
            department: "Сервис",
            password: PasswordHash("-")
        )
        _ = try await store.access.add(user, audit: AuditEntry(at: Call.sampleStart, user: nil, action: .userAdded))
    }

    static func add(
        _ secret: APISecret,
        _ name: String,
        of user: String,
        _ permissions: Set<Permission>,
        expiresAt: Date? = nil,
        to store: DataStore
    ) async throws {
        let token = NewAPIToken(
            name: name,
            user: .sample(user),
            permissions: permissions,
            expiresAt: expiresAt,
            digest: secret.digest
        )
        let audit = AuditEntry(at: Call.sampleStart, user: nil, action: .tokenAdded)
        _ = try await store.apiTokens.add(token, audit: audit)
    }

    var api: APIDescription { get throws { try APIDescription(description) } }

    /// Names of what was asked for and carried out.
    var carriedOut: Set<String> { asked.withLock { $0 } }

    // MARK: - Asking

    struct Reply {
        var answer: Answer
        var json: JSON

        var status: Int { answer.status.code }
        var id: Int64 { json["id"]?.integer ?? 0 }
        var version: Int64 { json["version"]?.integer ?? 0 }
        var code: String? { json["code"]?.text }
        var items: [JSON] { json["items"]?.elements ?? [] }
        /// Pointers and parameters that a problem names, with their codes.
        var errors: [String: String] {
            let errors = json["errors"]?.elements ?? []
            return errors.reduce(into: [:]) { errors, error in
                errors[error["pointer"]?.text ?? error["parameter"]?.text ?? ""] = error["code"]?.text
            }
        }
    }

    /// - Parameters:
    ///   - path: below `/api/v1`, with its query.
    ///   - body: JSON as text, so that tests can send what is none.
    ///   - file: a body that is no JSON.
    @discardableResult
    func ask(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: String? = nil,
        file: [UInt8]? = nil,
        headers: HTTPFields = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Reply {
        var fields = headers
        if fields[.authorization] == nil { fields[.authorization] = "Bearer \(token.text)" }
        if body != nil, fields[.contentType] == nil { fields[.contentType] = "application/json" }
        let whole = path.hasPrefix(Site.apiPath) ? path : Site.apiPath + path
        let answer = try await client.ask(method, whole, fields, body, file: file)
        let place = String(whole.prefix { $0 != "?" })
        if let operation = try api.operation(method, place) {
            let complaints = try api.complaints(about: answer, of: operation.description)
            #expect(complaints.isEmpty, "\(method) \(path): \(answer.text)", sourceLocation: sourceLocation)
            if answer.status.code < 300 { _ = asked.withLock { $0.insert(operation.id) } }
        } else {
            #expect(answer.headers[.contentType] == "application/problem+json", sourceLocation: sourceLocation)
        }
        let isJSON = answer.headers[.contentType]?.hasSuffix("json") ?? false
        return Reply(answer: answer, json: isJSON ? try JSONReader.read(answer.bytes) : .null)
    }

    /// Adds a record and gives its number.
    func add(_ path: String, _ body: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int64 {
        let reply = try await ask(.post, path, body, sourceLocation: sourceLocation)
        #expect(reply.status == 201, "\(reply.answer.text)", sourceLocation: sourceLocation)
        return reply.id
    }
}

extension APISite {
    /// An inbound call that ended, missed unless somebody answered it.
    func commit(_ call: Call = .inbound(), answeredBy phone: Extension? = nil) async throws -> Call {
        let start = call.startedAt
        var call = call.ringing(phone?.rawValue ?? "0111", at: start + 1)
        if let phone {
            call = call.answered(by: phone.rawValue, at: start + 4)
        } else {
            call = call.notTaken(by: "0111", at: start + 64)
            call.cause = .ringing
        }
        call.endedAt = start + 64
        call.result = phone == nil ? .missed : .answered
        var batch = JournalBatch(pbx: call.id.pbx)
        batch.calls = [call]
        _ = try await store.callJournal.commit(batch)
        return call
    }
}

extension APISite {
    /// The program's user sits at this phone from before any call.
    func sit(at phone: Extension) async throws {
        let audit = AuditEntry(at: Call.sampleStart, user: UserID(1), action: .sit)
        try await store.access.sit(UserID(1), at: phone, since: Call.sampleStart - 3_600, audit: audit)
    }

    /// A channel by which people come and wait.
    func channelToWait() async throws -> Int64 {
        let channels = try await ask(.get, "/contact-channels").items
        return try #require(channels.first { $0["may_wait"] == true }?["id"]?.integer)
    }
}
