import Asterisk

extension AMIConfiguration {
    /// - Precondition: the configuration was read with the need for a PBX, so that there is a secret.
    package init(_ pbx: Configuration.PBX) {
        self.init(
            host: pbx.host,
            port: pbx.port,
            tls: TLS(pbx.tls),
            username: pbx.username,
            secret: pbx.secret?.text ?? "",
            authentication: pbx.authentication == .md5 ? .md5 : .secret
        )
        // People sit blind until it is back, and it is their own PBX: asking it every few seconds costs nothing.
        reconnect = Reconnect(longest: .seconds(5))
    }
}

extension AMIConfiguration.TLS {
    fileprivate init(_ mode: TLSMode) {
        self =
            switch mode {
            case .off: .none
            case .system: .systemRoots
            case .authority(let file): .pinnedCA(file: file)
            case .insecure: .insecure
            }
    }
}
