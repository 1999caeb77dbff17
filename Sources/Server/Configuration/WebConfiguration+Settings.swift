import Web

extension WebConfiguration {
    init(_ configuration: Configuration) {
        self.init()
        let server = configuration.server
        host = server.host
        port = server.port
        allowedHosts.formUnion(server.names)
        if !["0.0.0.0", "::"].contains(server.host) { allowedHosts.insert(server.host.lowercased()) }
        proxies = Set(server.proxies)
        isSecure = server.tls != .off || !server.proxies.isEmpty
        certificate = server.tls == .off ? nil : Certificate(path: server.certificate, keyPath: server.key)
        timeZone = configuration.business.timeZone
    }
}
