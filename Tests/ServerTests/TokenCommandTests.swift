import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("priyom token")
struct TokenCommandTests {
    @Test("makes a token whose secret is shown once and kept nowhere, lists it and revokes it", .timeLimit(.minutes(2)))
    func life() async throws {
        try await TestFolder.with { folder in
            let priyom = BuiltProgram(folder: folder)
            #expect(try await priyom.run("user", "add", "erp", input: "correct horse").status == 0)
            let added = try await priyom.run(
                "token",
                "add",
                "1c",
                "--user",
                "erp",
                "--permission",
                "clients",
                "--permission",
                "directories"
            )
            #expect(added.status == 0)
            let secret = added.output.trimmingCharacters(in: .newlines)
            #expect(secret.wholeMatch(of: /priyom_[A-Za-z0-9_-]{43}/) != nil)
            #expect(added.errors.contains("erp may not do this, and so the token may not: directories"))
            let list = try await priyom.run("token", "list")
            #expect(list.output.hasPrefix("1c\terp\tclients,directories\tin force\t") && list.output.hasSuffix("\t-\n"))
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let content = try Data(contentsOf: URL(filePath: folder).appending(path: file))
                #expect(content.range(of: Data(secret.dropFirst(7).utf8)) == nil)
            }
            #expect(try await priyom.run("token", "revoke", "1c").output == "1c is revoked\n")
            #expect(try await priyom.run("token", "list").output.contains("\trevoked\t"))
        }
    }

    @Test("refuses what is no user, no permission, no name, and a name that is taken", .timeLimit(.minutes(2)))
    func refusals() async throws {
        try await TestFolder.with { folder in
            let priyom = BuiltProgram(folder: folder)
            #expect(try await priyom.run("user", "add", "erp", input: "correct horse").status == 0)
            let nobody = try await priyom.run("token", "add", "1c", "--user", "anna", "--permission", "clients")
            #expect(nobody.status == 65 && nobody.output.isEmpty)
            let permission = try await priyom.run("token", "add", "1c", "--user", "erp", "--permission", "all")
            #expect(permission.status == 64 && permission.errors.contains("the permissions are workspace, online"))
            #expect(try await priyom.run("token", "add", "1c", "--user", "erp").status == 64)
            #expect(
                try await priyom.run("token", "add", "1 c", "--user", "erp", "--permission", "clients").status == 64
            )
            #expect(try await priyom.run("token", "add", "1c", "--user", "erp", "--permission", "clients").status == 0)
            let taken = try await priyom.run("token", "add", "1c", "--user", "erp", "--permission", "clients")
            #expect(taken.status == 65 && taken.errors.contains("there is a token 1c already"))
            #expect(try await priyom.run("token", "revoke", "site").status == 65)
        }
    }
}
