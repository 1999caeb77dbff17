import ContactCenter
import Foundation
import Integrations
import Logging
import Storage
import TestSupport
import Testing

@Suite("priyom user")
struct UserCommandTests {
    @Test("adds people with a password from the standard input, and lists them", .timeLimit(.minutes(2)))
    func addAndList() async throws {
        try await TestFolder.with { folder in
            let priyom = BuiltProgram(folder: folder)
            let added = try await priyom.run(
                "user",
                "add",
                "Anna",
                "--role",
                "supervisor",
                "--role",
                "operator",
                "--display-name",
                "Петрова Анна",
                "--department",
                "Сервис",
                "--phone",
                "0111",
                input: "correct horse\nnot this line\n"
            )
            #expect(added.status == 0)
            #expect(added.output == "anna may log in\n")
            #expect(try await priyom.run("user", "add", "boris", input: "correct horse").status == 0)
            let list = try await priyom.run("user", "list")
            #expect(list.status == 0)
            #expect(
                list.output == "anna\toperator,supervisor\t0111\tСервис\tПетрова Анна\nboris\toperator\t-\t-\tboris\n"
            )
            try await withStore(in: folder) { store in
                let name = try #require(UserName("anna"))
                let hash = try #require(await store.account(named: name)?.password)
                #expect(try await ScryptPasswords().isRight("correct horse", for: hash))
                let log = try await store.auditLog(limit: 10)
                #expect(log.map(\.action) == [.userAdded, .userAdded])
                #expect(log.last?.subject == "user:1" && log.last?.user == nil)
                #expect(log.last?.fields.contains("password") == true)
            }
            for outcome in [added, list] {
                #expect(!(outcome.output + outcome.errors).contains("correct horse"))
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files.contains("priyom.db"))
            for file in files {
                let content = try Data(contentsOf: URL(filePath: folder).appending(path: file))
                #expect(content.range(of: Data("correct horse".utf8)) == nil)
            }
        }
    }

    @Test("refuses a password that is too short or too long without saying it", .timeLimit(.minutes(2)))
    func badPassword() async throws {
        try await TestFolder.with { folder in
            let priyom = BuiltProgram(folder: folder)
            for password in ["s3cret!", "", String(repeating: "s3", count: 101)] {
                let outcome = try await priyom.run("user", "add", "anna", input: password + "\n")
                #expect(outcome.status == 65)
                #expect(outcome.errors == "priyom: a password has 8 to 200 characters\n")
                #expect(outcome.output.isEmpty)
            }
            #expect(try await priyom.run("user", "list").output.isEmpty)
        }
    }

    @Test("refuses a name that is taken or none, and a role that there is not, with the list", .timeLimit(.minutes(2)))
    func refusals() async throws {
        try await TestFolder.with { folder in
            let priyom = BuiltProgram(folder: folder)
            #expect(try await priyom.run("user", "add", "anna", input: "correct horse").status == 0)
            let taken = try await priyom.run("user", "add", "ANNA", input: "another horse")
            #expect(taken.status == 65)
            #expect(taken.errors.contains("there is a user anna already"))
            let role = try await priyom.run("user", "add", "boris", "--role", "boss", input: "correct horse")
            #expect(role.status == 65)
            #expect(
                role.errors.contains(
                    "there is no role boss; the roles are administrator, advanced_operator, operator, receptionist, "
                        + "specialist, supervisor"
                )
            )
            let name = try await priyom.run("user", "add", "anna petrova", input: "correct horse")
            #expect(name.status == 64)
            #expect(name.errors.contains("\"anna petrova\" is no name"))
            let long = try await priyom.run(
                "user",
                "add",
                "carl",
                "--display-name",
                String(repeating: "я", count: 201),
                input: "correct horse"
            )
            #expect(long.status == 65)
            #expect(long.errors.contains("display name"))
            for outcome in [taken, role, name, long] {
                #expect(outcome.output.isEmpty)
                #expect(!outcome.errors.contains("horse"))
            }
            #expect(try await priyom.run("user", "list").output == "anna\toperator\t-\t-\tanna\n")
        }
    }

    @Test("sets a password anew, which logs the person out, and says so of nobody else", .timeLimit(.minutes(2)))
    func passwd() async throws {
        try await TestFolder.with { folder in
            let priyom = BuiltProgram(folder: folder)
            #expect(try await priyom.run("user", "add", "anna", input: "correct horse").status == 0)
            let name = try #require(UserName("anna"))
            try await withStore(in: folder) { store in
                let user = try #require(await store.account(named: name)?.user)
                let session = Session(
                    token: TokenDigest("desk"),
                    user: user,
                    rights: Rights(),
                    isRemembered: true,
                    startedAt: Date(),
                    lastSeenAt: Date()
                )
                let audit = AuditEntry(at: Date(), user: user.id, action: .logIn)
                try await store.begin(session, knownBy: TokenDigest("browser"), audit: audit)
            }
            let short = try await priyom.run("user", "passwd", "anna", input: "short\n")
            #expect(short.status == 65)
            let set = try await priyom.run("user", "passwd", "Anna", input: "another horse\r\n")
            #expect(set.status == 0)
            #expect(set.output == "the password of anna is set\n")
            #expect(!set.errors.contains("horse"))
            let nobody = try await priyom.run("user", "passwd", "nobody", input: "another horse\n")
            #expect(nobody.status == 65)
            #expect(nobody.errors.contains("there is no user nobody; priyom user list shows all"))
            try await withStore(in: folder) { store in
                let hash = try #require(await store.account(named: name)?.password)
                #expect(try await ScryptPasswords().isRight("another horse", for: hash))
                #expect(try await !ScryptPasswords().isRight("correct horse", for: hash))
                #expect(try await store.session(TokenDigest("desk"), at: Date()) == nil)
                #expect(try await store.auditLog(limit: 1).map(\.action) == [.passwordSet])
            }
        }
    }

    private func withStore(in folder: String, _ test: (any AccessStore) async throws -> Void) async throws {
        let store = try await DataStore.open(
            .sqlite(path: folder + "/priyom.db"),
            numbers: .russian,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        do {
            try await test(store.access)
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }
}
