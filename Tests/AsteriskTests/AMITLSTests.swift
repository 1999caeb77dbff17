import Foundation
import NIOSSL
import Testing

@testable import Asterisk

@Suite("AMI over TLS", .timeLimit(.minutes(5)))
struct AMITLSTests {
    private static let welcoming: FakePBX.Script = { client in
        try await client.logIn()
        try await client.waitForEnd()
    }

    /// A certificate such as Asterisk's `ast_tls_cert` makes: self-signed, its name not the address.
    private struct Certificate {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

        var file: String { folder.appending(path: "certificate.pem").path }

        init() throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let openssl = Process()
            openssl.executableURL = URL(filePath: "/usr/bin/env")
            openssl.arguments =
                [
                    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-subj", "/CN=pbx.test", "-days", "2",
                ]
                + ["-keyout", key, "-out", file]
            openssl.standardError = FileHandle.nullDevice
            try openssl.run()
            openssl.waitUntilExit()
        }

        private var key: String { folder.appending(path: "key.pem").path }

        func serverContext() throws -> NIOSSLContext {
            try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: NIOSSLCertificate.fromPEMFile(file).map { .certificate($0) },
                    privateKey: .privateKey(NIOSSLPrivateKey(file: key, format: .pem))
                )
            )
        }

        func remove() { try? FileManager.default.removeItem(at: folder) }
    }

    private func open(_ tls: (Certificate) -> AMIConfiguration.TLS) async throws -> String {
        let certificate = try Certificate()
        defer { certificate.remove() }
        let setting = tls(certificate)
        return try await FakePBX.run([Self.welcoming], tls: certificate.serverContext()) { pbx in
            var configuration = AMIConfiguration.sample(port: pbx.port)
            configuration.tls = setting
            return try await AMIConnection.with(configuration, on: .singletonMultiThreadedEventLoopGroup) { $0.banner }
        }
    }

    @Test("logs in over TLS with the PBX's own certificate pinned, whatever name is in it")
    func pinned() async throws {
        #expect(try await open { .pinnedCA(file: $0.file) } == "Asterisk Call Manager/11.0.0")
    }

    @Test("logs in with any certificate where that is asked for")
    func insecure() async throws {
        #expect(try await open { _ in .insecure } == "Asterisk Call Manager/11.0.0")
    }

    @Test("a certificate that nobody known has signed is not accepted, and no secret is sent")
    func selfSigned() async throws {
        let error = await #expect(throws: AMIError.self) { try await open { _ in .systemRoots } }
        guard case .tlsFailed(let reason) = error?.code else { throw EndOfEvents() }
        #expect(reason.contains("CERTIFICATE_VERIFY_FAILED"))
    }

    @Test("another certificate than the pinned one is not accepted")
    func otherPinned() async throws {
        let other = try Certificate()
        defer { other.remove() }
        let error = await #expect(throws: AMIError.self) { try await open { _ in .pinnedCA(file: other.file) } }
        guard case .tlsFailed = error?.code else { throw EndOfEvents() }
    }

    @Test("a file of certificates that cannot be read ends the session: that never mends itself")
    func unreadableFile() async throws {
        var configuration = AMIConfiguration.sample(port: 1)
        configuration.tls = .pinnedCA(file: "/nowhere/ca.pem")
        let session = AMISession(
            configuration: configuration,
            eventLoopGroup: .singletonMultiThreadedEventLoopGroup,
            logger: LogRecord().logger
        )
        let error = await #expect(throws: AMIError.self) { try await session.run() }
        #expect(error?.description.contains("no certificate could be read from /nowhere/ca.pem") == true)
    }

    @Test("TLS asked of a port that speaks plainly")
    func plainPort() async throws {
        try await FakePBX.run([Self.welcoming]) { pbx in
            var configuration = AMIConfiguration.sample(port: pbx.port)
            configuration.tls = .insecure
            let error = await #expect(throws: AMIError.self) {
                try await AMIConnection.with(configuration, on: .singletonMultiThreadedEventLoopGroup) { $0.banner }
            }
            guard case .tlsFailed = error?.code else { throw EndOfEvents() }
        }
    }
}
