import Foundation
import Web

extension WebConfiguration {
    init(_ configuration: Configuration) {
        self.init()
        let server = configuration.server
        host = server.host
        port = server.port
        allowedHosts.formUnion(server.names.map(\.asBrowsersWriteIt))
        if !["0.0.0.0", "::"].contains(server.host) { allowedHosts.insert(server.host.lowercased().asBrowsersWriteIt) }
        proxies = Set(server.proxies)
        isSecure = server.tls != .off || !server.proxies.isEmpty
        certificate = server.tls == .off ? nil : Certificate(path: server.certificate, keyPath: server.key)
        timeZone = configuration.business.timeZone
        awayAfter = Int(configuration.presence.awayAfter)
        serviceLevel = configuration.serviceLevel
        pbx = configuration.pbx.name
        showsListeners = configuration.showsListeners
        dialling = configuration.dialling
        numberForm = configuration.numberForm
        faxes.megabytes = configuration.faxes.megabytes
        faxes.pages = configuration.faxes.pages
        faxAddresses = Set(configuration.faxes.addresses)
        company = configuration.business.name ?? ""
        sendsMail = configuration.mail != nil
        leadBinding = configuration.business.leadBinding
        overLimit = configuration.business.overLimit
        clientSleepsAfter = 86_400 * TimeInterval(configuration.business.clientSleepsAfterDays)
    }
}

extension String {
    /// `[fd00::5]` for `fd00::5`; names and other addresses as they are.
    fileprivate var asBrowsersWriteIt: String { contains(":") && !hasPrefix("[") ? "[\(self)]" : self }
}
