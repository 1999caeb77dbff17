import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("TLS of our own")
struct CertificateTests {
    @Test("with a certificate that is made once, for all names, its key for nobody else to read")
    func made() async throws {
        try await TestFolder.with { folder in
            let names = ["127.0.0.1", "[::1]", "localhost", "priyom.test"]
            let certificate = SelfSignedCertificate(
                path: folder + "/certificate.pem",
                keyPath: folder + "/key.pem",
                names: names
            )
            try certificate.makeIfMissing()
            let mode = try FileManager.default.attributesOfItem(atPath: certificate.keyPath)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let shown = try await BuiltProgram(folder: folder).run(
                tool: "openssl",
                "x509",
                "-in",
                "certificate.pem",
                "-noout",
                "-ext",
                "subjectAltName"
            )
            let listed = shown.output.split(separator: "\n").last?.trimmingCharacters(in: .whitespaces)
            #expect(
                listed
                    == "IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:localhost, DNS:priyom.test"
            )
            let before = try Data(contentsOf: URL(filePath: certificate.path))
            try certificate.makeIfMissing()
            #expect(try Data(contentsOf: URL(filePath: certificate.path)) == before)
        }
    }

    @Test("is not made over a key that is there already")
    func half() async throws {
        try await TestFolder.with { folder in
            try "mine".write(toFile: folder + "/key.pem", atomically: true, encoding: .utf8)
            let path = folder + "/certificate.pem"
            try SelfSignedCertificate(path: path, keyPath: folder + "/key.pem", names: ["a"]).makeIfMissing()
            #expect(try String(contentsOfFile: folder + "/key.pem", encoding: .utf8) == "mine")
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("that cannot be made says where and what may be missing")
    func notMade() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/nowhere/certificate.pem"
            let certificate = SelfSignedCertificate(path: path, keyPath: folder + "/nowhere/key.pem", names: ["a"])
            let failure = #expect(throws: CommandFailure.self) { try certificate.makeIfMissing() }
            #expect(failure?.status == .cannotWrite)
            #expect(
                failure?.description.contains("no certificate could be made in \(path): is openssl installed") == true
            )
        }
    }

    @Test("priyom serve answers over https with the certificate that it made", .timeLimit(.minutes(2)))
    func serving() async throws {
        try await TestFolder.with { folder in
            var priyom = BuiltProgram(folder: folder)
            priyom.environment["PRIYOM_PBX_SECRET"] = "secret"
            let port = Int.random(in: 20_000...29_999)
            let server = try priyom.start([
                "serve", "--pbx-port", "1", "--server-host", "0.0.0.0", "--server-port", "\(port)",
                "--server-tls", "self-signed", "--server-names", "priyom.test",
            ])
            defer { server.terminate() }
            var answer = ""
            while server.isRunning {
                answer = try await priyom.run(
                    tool: "curl",
                    "-sS",
                    "-k",
                    "-D",
                    "-",
                    "-o",
                    "/dev/null",
                    "--resolve",
                    "priyom.test:\(port):127.0.0.1",
                    "https://priyom.test:\(port)/login"
                ).output
                if !answer.isEmpty { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            // Trusted, it is good for that name without `-k`; in clear nobody is answered.
            let trusted = try await priyom.run(
                tool: "curl",
                "-sS",
                "--cacert",
                "priyom-certificate.pem",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "--resolve",
                "priyom.test:\(port):127.0.0.1",
                "https://priyom.test:\(port)/login"
            )
            #expect(trusted.output == "200")
            let clear = try await priyom.run(tool: "curl", "-sS", "http://127.0.0.1:\(port)/login")
            #expect(clear.output.isEmpty && clear.status != 0)
            server.terminate()
            while server.isRunning { try await Task.sleep(for: .milliseconds(20)) }
            #expect(server.terminationStatus == 0)
        }
    }

    @Test("with files that cannot be read does not start, and says which and what to set", .timeLimit(.minutes(2)))
    func unreadable() async throws {
        try await TestFolder.with { folder in
            try "no PEM".write(toFile: folder + "/mine.pem", atomically: true, encoding: .utf8)
            var priyom = BuiltProgram(folder: folder)
            priyom.environment["PRIYOM_PBX_SECRET"] = "secret"
            for path in ["mine.pem", "missing.pem"] {
                let outcome = try await priyom.run(
                    "serve",
                    "--pbx-port",
                    "1",
                    "--server-port",
                    "\(Int.random(in: 20_000...29_999))",
                    "--server-tls",
                    "on",
                    "--server-certificate",
                    path
                )
                #expect(outcome.status == 78)
                #expect(outcome.errors.contains("The certificate \(path) with the key priyom-key.pem cannot be used"))
                #expect(outcome.errors.contains("Set server.certificate and server.key to readable PEM files"))
            }
        }
    }
}
