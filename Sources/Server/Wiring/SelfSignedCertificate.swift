import Foundation

/// Makes a certificate that nobody vouches for: the link is encrypted, and browsers warn until they are told to trust it.
struct SelfSignedCertificate {
    let path: String
    let keyPath: String
    /// The host names and addresses that it is for.
    let names: [String]

    /// Makes it where neither file is there yet.
    ///
    /// - Throws: `CommandFailure` when openssl is missing or refuses.
    func makeIfMissing() throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: path), !files.fileExists(atPath: keyPath) else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "825", "-subj", "/CN=\(names.first ?? "localhost")", "-addext", "subjectAltName=\(alternatives)",
            "-keyout", keyPath, "-out", path,
        ]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandFailure(
                .cannotWrite,
                "no certificate could be made in \(path): is openssl installed, and may the folder be written? \(text)"
            )
        }
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keyPath)
    }

    private var alternatives: String {
        names.map { name in
            let address = name.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
            let isAddress = address.contains(":") || address.allSatisfy { $0.isNumber || $0 == "." }
            return isAddress ? "IP:\(address)" : "DNS:\(name)"
        }.joined(separator: ",")
    }
}
