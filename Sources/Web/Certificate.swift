import HummingbirdCore
import HummingbirdTLS
import NIOSSL

/// The files of a certificate and its private key, PEM.
package struct Certificate: Hashable, Sendable {
    package var path: String
    package var keyPath: String

    package init(path: String, keyPath: String) {
        self.path = path
        self.keyPath = keyPath
    }

    /// Why browsers cannot be served with it, and what to do.
    package struct Unusable: Error, CustomStringConvertible {
        package let description: String
    }

    /// - Throws: `Unusable`.
    func server() throws -> HTTPServerBuilder {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(path)
            let key = try NIOSSLPrivateKey(file: keyPath, format: .pem)
            var tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(key)
            )
            tls.minimumTLSVersion = .tlsv12
            return try .tls(.http1(configuration: .noticingDeadPeers), tlsConfiguration: tls)
        } catch {
            throw Unusable(
                description: "The certificate \(path) with the key \(keyPath) cannot be used (\(error)). Set "
                    + "server.certificate and server.key to readable PEM files that belong together."
            )
        }
    }
}
