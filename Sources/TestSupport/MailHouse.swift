import Foundation

/// A real IMAP server (Debian's dovecot) on this machine, in a folder of its own, with one box `anna` and the password `s3cret`.
package final class MailHouse: Sendable {
    package struct NotStarted: Error, CustomStringConvertible {
        package var description: String
    }

    /// In clear, or encrypted where the connection wishes (STARTTLS).
    package let port: Int
    /// Encrypted from the beginning.
    package let securePort: Int
    /// Of the certificate, which is its own authority; made for `localhost`.
    package let certificate: String

    /// As whom mail is read where root starts it: `nobody`.
    private static let reader: UInt32 = 65_534

    private let folder: URL
    private let server: Process
    private let number = Counter()

    private final class Counter: @unchecked Sendable {
        private let lock = NSLock()
        private var value = 0

        func next() -> Int {
            lock.withLock {
                value += 1
                return value
            }
        }
    }

    /// - Throws: `NotStarted` where dovecot is not installed (`scripts/install-packages test`) or does not start.
    package init() throws {
        folder = URL(filePath: "/tmp/priyom-mail-\(UUID().uuidString.prefix(8))")
        let files = FileManager.default
        for name in ["", "run", "mail", "mail/anna", "mail/anna/new", "mail/anna/cur", "mail/anna/tmp"] {
            let path = folder.appending(path: name).path
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
            if name.hasPrefix("mail"), getuid() == 0 { chown(path, Self.reader, Self.reader) }
        }
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        certificate = folder.appending(path: "certificate.pem").path
        let key = folder.appending(path: "key.pem").path
        try Self.run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-keyout",
            key,
            "-out",
            certificate,
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost"
        )
        // Given back at once; whoever takes one in between makes the start fail, which says so.
        let (clear, secure) = (try ListeningSocket(), try ListeningSocket())
        (port, securePort) = (clear.port, secure.port)
        clear.stop()
        secure.stop()
        let file = folder.appending(path: "dovecot.conf")
        try Self.configuration(folder.path, key, certificate, port, securePort)
            .write(to: file, atomically: true, encoding: .utf8)
        server = Process()
        server.executableURL = URL(filePath: "/usr/sbin/dovecot")
        server.arguments = ["-F", "-c", file.path]
        server.standardError = FileHandle.nullDevice
        server.standardOutput = FileHandle.nullDevice
        guard files.isExecutableFile(atPath: "/usr/sbin/dovecot") else {
            throw NotStarted(description: "dovecot is not installed: scripts/install-packages test")
        }
        try server.run()
        try waitUntilItListens()
    }

    package func stop() {
        // It has inherited the signals that a thread of ours lets wait, so it would never hear a gentler one. Its own processes end with it.
        kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Puts a letter into the box, as a mail server would.
    package func deliver(_ letter: [UInt8]) throws {
        let name = "\(Int(Date().timeIntervalSince1970)).M\(number.next()).priyom"
        let box = folder.appending(path: "mail/anna")
        try Data(letter).write(to: box.appending(path: "tmp/\(name)"))
        try FileManager.default.moveItem(
            at: box.appending(path: "tmp/\(name)"),
            to: box.appending(path: "new/\(name)")
        )
    }

    package func deliver(_ letter: String) throws {
        try deliver(Array(letter.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n").utf8))
    }

    // MARK: -

    private func waitUntilItListens() throws {
        for _ in 0..<200 {
            guard server.isRunning else { break }
            if Self.canConnect(port), Self.canConnect(securePort) { return }
            usleep(50_000)
        }
        let log = (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? ""
        stop()
        throw NotStarted(description: "dovecot does not start: \(log)")
    }

    private static func canConnect(_ port: Int) -> Bool {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func run(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NotStarted(description: "\(arguments[0]) has failed") }
    }

    /// Whoever starts it is whom it runs as; where that is root, its processes run as the users of its packages.
    private static func configuration(
        _ folder: String,
        _ key: String,
        _ certificate: String,
        _ port: Int,
        _ securePort: Int
    ) -> String {
        let user = NSUserName()
        let own = """
            default_internal_user = \(user)
            default_login_user = \(user)
            service anvil {
              chroot =
            }
            service imap-login {
              chroot =
            }
            service stats {
              chroot =
            }
            """
        return """
            protocols = imap
            base_dir = \(folder)/run
            state_dir = \(folder)/run
            log_path = \(folder)/log
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <\(certificate)
            ssl_key = <\(key)
            disable_plaintext_auth = no
            first_valid_uid = 0
            first_valid_gid = 0
            mail_location = maildir:\(folder)/mail/%u
            mail_max_userip_connections = 50
            passdb {
              driver = static
              args = password=s3cret
            }
            userdb {
              driver = static
              args = uid=\(getuid() == 0 ? reader : getuid()) gid=\(getuid() == 0 ? reader : getgid()) home=\(folder)/mail/%u
            }
            service imap-login {
              inet_listener imap {
                port = \(port)
              }
              inet_listener imaps {
                port = \(securePort)
                ssl = yes
              }
            }
            \(getuid() == 0 ? "" : own)
            """
    }
}
