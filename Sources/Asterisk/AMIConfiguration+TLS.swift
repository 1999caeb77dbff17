import NIOCore
import NIOSSL

extension AMIConfiguration {
    /// - Throws: `AMIError` with `.tlsFailed` if the pinned certificates cannot be read.
    func tlsContext() throws(AMIError) -> NIOSSLContext? {
        var settings = TLSConfiguration.makeClientConfiguration()
        do {
            switch tls {
            case .none:
                return nil
            case .systemRoots:
                break
            case .pinnedCA(let file):
                settings.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
                settings.certificateVerification = .noHostnameVerification
            case .insecure:
                settings.certificateVerification = .none
            }
            return try NIOSSLContext(configuration: settings)
        } catch {
            throw AMIError(.tlsFailed(tlsProblem(error)), host: address)
        }
    }

    private func tlsProblem(_ error: any Error) -> String {
        guard case .pinnedCA(let file) = tls else { return "\(error)" }
        return "no certificate could be read from \(file): \(error)"
    }

    /// The name to send and to compare with the certificate: an IP address may not be sent, NIOSSL compares the socket's.
    var serverName: String? {
        (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
    }
}
