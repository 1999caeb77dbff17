import ContactCenter
import Foundation
import Integrations
import Logging
import Storage
import Telephony
import Web

/// How this installation runs: read once at the start, checked as a whole. Nothing else reads file or environment.
package struct Configuration: Sendable {
    /// The PBX whose calls are registered.
    package struct PBX: Sendable {
        package var name: PBXName
        /// Whether this process is the one that follows it.
        package var connects: Bool
        package var host: String
        package var port: Int
        package var tls: TLSMode
        package var username: String
        /// `nil` only where the command needs no PBX.
        package var secret: Secret?
        package var authentication: AuthenticationMethod
        package var dialplan = DialplanPatterns()
        /// The context in which a call that is sent on dials the other phone.
        package var transferContext: String
        /// What the PBX calls the member of a queue, `{phone}` in place of its phone.
        package var queueMember: String
        /// What the PBX calls a phone that it is to ring, `{phone}` in place of its number.
        package var phoneChannel: String
        /// The context in which a phone dials what was pressed on a page.
        package var dialContext: String
        /// What the own phone shows of such a call.
        package var dialCallerID: String
        /// Phones that do what a SIP NOTIFY tells them, by their numbers.
        package var remotePhones: [GlobPattern]
        /// The same by their models.
        package var remoteModels: [GlobPattern]
        package var timeZone: TimeZone
        /// The path of Master.csv.
        package var cdrCSV: String?
        /// A database of the PBX with its CDRs, instead of the file.
        package var cdrDatabase: CDRDatabase?

        /// Some phones are told what to do.
        package var tellsPhones: Bool { !remotePhones.isEmpty || !remoteModels.isEmpty }
    }

    package struct Business: Hashable, Sendable {
        /// What operators call it when they pick up.
        package var name: String?
        package var timeZone: TimeZone
        /// How telephone numbers are written there.
        package var country: Country
        /// A client from whom nothing came for so long sleeps.
        package var clientSleepsAfterDays: Int
        /// Whose a lead is.
        package var leadBinding: LeadBinding
        /// What becomes of a service that a policy has no rest for.
        package var overLimit: OverLimitRule
    }

    package struct Server: Hashable, Sendable {
        package var host: String
        package var port: Int
        package var names: [String]
        package var tls: ServerTLS
        package var certificate: String
        package var key: String
        package var proxies: [String]

        /// Nobody but this machine itself reaches the address.
        package var isLoopback: Bool { host.isThisMachine }
    }

    /// What PBXs may ask while a caller waits, and which callers are sent on unasked.
    package struct Routing: Hashable, Sendable {
        package var addresses: [String]
        /// `nil` where nothing is answered by FastAGI.
        package var fastAGI: FastAGIAddress?
        /// In which callers arrive whom we send to their employee ourselves.
        package var redirectContexts: [GlobPattern] = []
        /// How long that employee's phone rings before the caller goes back.
        package var redirectRinging = Duration.seconds(10)

        package var isOn: Bool { !addresses.isEmpty || fastAGI != nil || !redirectContexts.isEmpty }
    }

    /// Whom panels of a call's card may ask.
    package struct Panels: Hashable, Sendable {
        package var hosts: [PanelHost]
        /// Whole lines.
        package var headers: [PanelHost: [Secret]]
    }

    package struct Recordings: Hashable, Sendable {
        /// On this machine.
        package var folder: String?
        /// Where they are fetched from instead. Without either nothing can be listened to.
        package var server: RecordingServer?
        package var pbxFolder: String
        package var cacheFolder: String
        package var cacheMegabytes: Int
        /// How long recordings are kept; `nil` for ever.
        package var keepDays: Int?
        package var sox: String
        package var ffmpeg: String

        var isSetUp: Bool { folder != nil || server != nil }
    }

    /// How faxes are sent.
    package struct Faxes: Hashable, Sendable {
        /// `nil` where none are.
        package var folder: String?
        package var addresses: [String]
        package var context: String
        package var channel: String
        package var callerID: String?
        package var pages: Int
        package var megabytes: Int
        package var keepDays: Int
        package var ghostscript: String
        /// `nil` where documents are not printed.
        package var weasyPrint: String?
    }

    /// Where clients come from by themselves; without a mapping nothing does.
    package struct Imports: Hashable, Sendable {
        package var folder: String?
        package var folderMapping: String?
        package var odbc: Secret?
        package var odbcQuery: String?
        package var odbcMapping: String?
        package var odbcMinutes: Int
    }

    /// The file that was read, if there was one.
    package var file: String?
    package var database: DatabaseLocation
    package var pbx: PBX
    package var business: Business
    /// What counts as missed.
    package var missed: MissedRules
    /// How fast calls are to be answered.
    package var serviceLevel: ServiceLevelRules
    /// When people are away or off-line.
    package var presence: PresenceDesk.Rules
    /// When people are reminded of who waits and whom to call back.
    package var reception: ReceptionRules
    /// Whether people see that somebody listens in on them.
    package var showsListeners: Bool
    /// What numbers people may have dialled, and how.
    package var dialling: DiallingRules
    /// What numbers on pages lead to where the own phone is not to call.
    package var numberForm: NumberLinks.Form
    package var server: Server
    package var routing: Routing
    package var panels: Panels
    package var recordings: Recordings
    /// How many megabytes of facts reports may hold in memory.
    package var reportMemoryMegabytes: Int
    package var faxes: Faxes
    package var imports: Imports
    /// The path of the key that seals secrets.
    package var secretsKeyFile: String
    /// Whom webhooks may reach.
    package var webhookAddresses: AddressGuard
    /// Who takes letters; `nil` where nothing is sent by e-mail.
    package var mail: MailServer?
    package var logLevel: Logger.Level

    init(file: String?, from settings: inout SettingsReader) {
        self.file = file
        database = settings.value(of: Settings.database)
        pbx = PBX(from: &settings)
        business = Business(
            name: settings.value(of: Settings.businessName),
            timeZone: settings.value(of: Settings.businessTimeZone),
            country: settings.value(of: Settings.businessCountry),
            clientSleepsAfterDays: settings.value(of: Settings.clientsSleepAfter),
            leadBinding: settings.value(of: Settings.leadsManager),
            overLimit: settings.value(of: Settings.servicesOverLimit)
        )
        missed = MissedRules(
            shortestWait: .seconds(settings.value(of: Settings.missedShortestWait)),
            shortestConversation: .seconds(settings.value(of: Settings.missedShortestConversation)),
            callBackWindow: .seconds(3_600 * settings.value(of: Settings.missedCallBackWindow)),
            timeZone: business.timeZone
        )
        serviceLevel = ServiceLevelRules(
            within: .seconds(settings.value(of: Settings.serviceLevelWithin)),
            target: settings.value(of: Settings.serviceLevelTarget)
        )
        presence = PresenceDesk.Rules()
        presence.awayAfter = TimeInterval(settings.value(of: Settings.presenceAwayAfter))
        let escalateAfter = settings.value(of: Settings.remindersEscalateAfter)
        reception = ReceptionRules(
            remindEvery: TimeInterval(settings.value(of: Settings.receptionRemindEvery)),
            escalateAfter: escalateAfter == 0 ? nil : TimeInterval(escalateAfter)
        )
        showsListeners = settings.value(of: Settings.listeningShown)
        dialling = DiallingRules(classes: settings.value(of: Settings.diallingClasses))
        dialling.perMinute = settings.value(of: Settings.diallingPerMinute)
        dialling.nationalForm = settings.value(of: Settings.pbxDialNational)
        dialling.abroadForm = settings.value(of: Settings.pbxDialAbroad)
        numberForm = settings.value(of: Settings.diallingLink)
        server = Server(
            host: settings.value(of: Settings.serverHost),
            port: settings.value(of: Settings.serverPort),
            names: settings.value(of: Settings.serverNames),
            tls: settings.value(of: Settings.serverTLS),
            certificate: settings.value(of: Settings.serverCertificate),
            key: settings.value(of: Settings.serverKey),
            proxies: settings.value(of: Settings.serverProxies)
        )
        routing = Routing(
            addresses: settings.value(of: Settings.routingAddresses),
            fastAGI: settings.value(of: Settings.routingFastAGI),
            redirectContexts: settings.value(of: Settings.routingRedirectContexts),
            redirectRinging: .seconds(settings.value(of: Settings.routingRedirectSeconds))
        )
        panels = settings.panels()
        recordings = Recordings(
            folder: settings.value(of: Settings.recordingsFolder),
            server: settings.recordingServer(),
            pbxFolder: settings.value(of: Settings.recordingsPBXFolder),
            cacheFolder: settings.value(of: Settings.recordingsCacheFolder),
            cacheMegabytes: settings.value(of: Settings.recordingsCacheMegabytes),
            keepDays: settings.value(of: Settings.recordingsKeepDays),
            sox: settings.value(of: Settings.recordingsSox),
            ffmpeg: settings.value(of: Settings.recordingsFFmpeg)
        )
        if recordings.folder == nil, recordings.keepDays != nil {
            settings.report(
                Settings.recordingsKeepDays.declaration,
                "needs recordings.folder: what a PBX gives out by HTTP only the PBX can remove"
            )
        }
        reportMemoryMegabytes = settings.value(of: Settings.reportsMemoryMegabytes)
        faxes = Faxes(
            folder: settings.value(of: Settings.faxFolder),
            addresses: settings.value(of: Settings.faxAddresses),
            context: settings.value(of: Settings.faxContext),
            channel: settings.value(of: Settings.faxChannel),
            callerID: settings.value(of: Settings.faxCallerID),
            pages: settings.value(of: Settings.faxPages),
            megabytes: settings.value(of: Settings.faxMegabytes),
            keepDays: settings.value(of: Settings.faxKeepDays),
            ghostscript: settings.value(of: Settings.faxGhostscript),
            weasyPrint: settings.value(of: Settings.faxWeasyPrint)
        )
        imports = Imports(
            folder: settings.value(of: Settings.importsFolder),
            folderMapping: settings.value(of: Settings.importsFolderMapping),
            odbc: settings.value(of: Settings.importsODBC),
            odbcQuery: settings.value(of: Settings.importsODBCQuery),
            odbcMapping: settings.value(of: Settings.importsODBCMapping),
            odbcMinutes: settings.value(of: Settings.importsODBCMinutes)
        )
        if (imports.folder == nil) != (imports.folderMapping == nil) {
            settings.report(Settings.importsFolder.declaration, "needs imports.folder-mapping, and the other way round")
        }
        if Set([imports.odbc == nil, imports.odbcQuery == nil, imports.odbcMapping == nil]).count > 1 {
            settings.report(
                Settings.importsODBC.declaration,
                "imports.odbc, imports.odbc-query and imports.odbc-mapping need one another"
            )
        }
        secretsKeyFile = settings.value(of: Settings.secretsKeyFile)
        webhookAddresses = settings.value(of: Settings.webhooksPrivateNetworks)
        mail = settings.mailServer()
        if server.tls == .off, !server.isLoopback, server.proxies.isEmpty {
            settings.report(
                Settings.serverHost.declaration,
                "\(server.host) is reached from other machines, and passwords would cross the network in clear: set "
                    + "server.tls to self-signed or on, or name the proxy in front that speaks TLS in server.proxies"
            )
        }
        logLevel = settings.value(of: Settings.logLevel)
    }
}

extension Configuration.PBX {
    fileprivate init(from settings: inout SettingsReader) {
        name = PBXName(settings.value(of: Settings.pbxName))
        connects = settings.value(of: Settings.pbxConnect)
        host = settings.value(of: Settings.pbxHost)
        port = settings.value(of: Settings.pbxPort)
        tls = settings.value(of: Settings.pbxTLS)
        username = settings.value(of: Settings.pbxUsername)
        authentication = settings.value(of: Settings.pbxAuthentication)
        dialplan.trunks = settings.value(of: Settings.pbxTrunks)
        dialplan.phones = settings.value(of: Settings.pbxPhones)
        dialplan.inboundContexts = settings.value(of: Settings.pbxInboundContexts)
        dialplan.internalContexts = settings.value(of: Settings.pbxInternalContexts)
        dialplan.closedContexts = settings.value(of: Settings.pbxClosedContexts)
        dialplan.blockedContexts = settings.value(of: Settings.pbxBlockedContexts)
        dialplan.dids = settings.value(of: Settings.pbxDIDs)
        transferContext = settings.value(of: Settings.pbxTransferContext)
        queueMember = settings.value(of: Settings.pbxQueueMember)
        phoneChannel = settings.value(of: Settings.pbxPhoneChannel)
        dialContext = settings.value(of: Settings.pbxDialContext)
        dialCallerID = settings.value(of: Settings.pbxDialCallerID)
        remotePhones = settings.value(of: Settings.pbxRemotePhones)
        remoteModels = settings.value(of: Settings.pbxRemoteModels)
        timeZone = settings.value(of: Settings.pbxTimeZone)
        cdrCSV = settings.value(of: Settings.pbxCDRCSV)
        cdrDatabase = settings.cdrDatabase(timeZone: timeZone, besideFile: cdrCSV != nil)
        secret = settings.secret()
    }
}

extension SettingsReader {
    /// A secret, from the setting itself or from the file that another one names.
    fileprivate mutating func secret(
        _ setting: Setting<Secret?> = Settings.pbxSecret,
        or file: Setting<String?> = Settings.pbxSecretFile
    ) -> Secret? {
        let secret = value(of: setting)
        guard let path = value(of: file) else { return secret }
        if secret != nil {
            report(file.declaration, "stands beside \(setting.declaration.key); keep one of the two")
        }
        let text = try? String(contentsOfFile: path, encoding: .utf8).trimmingSuffix(while: \.isNewline)
        if text?.isEmpty != false {
            let problem = text == nil ? "cannot be read" : "is empty"
            report(file.declaration, "the file \(path) \(problem)")
        }
        return text.map { Secret($0) }
    }

    /// The server of recordings, checked as a whole.
    fileprivate mutating func recordingServer() -> RecordingServer? {
        let (address, authority) = (value(of: Settings.recordingsURL), value(of: Settings.recordingsAuthority))
        let user = value(of: Settings.recordingsUser)
        let password = secret(Settings.recordingsPassword, or: Settings.recordingsPasswordFile)
        guard let address else { return nil }
        if value(of: Settings.recordingsFolder) != nil {
            report(Settings.recordingsURL.declaration, "stands beside recordings.folder; keep one of the two")
        }
        if (user == nil) != (password == nil), !hasProblem(with: Settings.recordingsPasswordFile.declaration) {
            report(
                (user == nil ? Settings.recordingsUser : Settings.recordingsPasswordFile).declaration,
                "is not set: user and password belong together"
            )
        }
        if password != nil, !address.isEncrypted, !address.hostName.isThisMachine {
            report(Settings.recordingsURL.declaration, "the password would cross the network in clear: use https")
        }
        return RecordingServer(address, user: user, password: password?.text, authority: authority)
    }

    /// The PBX's database of CDRs, checked as a whole.
    fileprivate mutating func cdrDatabase(timeZone: TimeZone, besideFile: Bool) -> CDRDatabase? {
        let location = value(of: Settings.pbxCDRDatabase)
        let password = secret(Settings.pbxCDRPassword, or: Settings.pbxCDRPasswordFile)
        let (table, columns) = (value(of: Settings.pbxCDRTable), value(of: Settings.pbxCDRColumns))
        let since = value(of: Settings.pbxCDRSince)
        guard let location else { return nil }
        if besideFile {
            report(Settings.pbxCDRDatabase.declaration, "stands beside pbx.cdr-csv; keep one of the two")
        }
        if password != nil, location.hasPassword {
            report(
                Settings.pbxCDRPassword.declaration,
                "stands beside a password in pbx.cdr-database; keep one of the two"
            )
        }
        return CDRDatabase(
            location,
            password: password?.text,
            table: table,
            columns: columns,
            timeZone: timeZone,
            since: since
        )
    }

    /// The hosts of panels, with the headers of the file that names some.
    fileprivate mutating func panels() -> Configuration.Panels {
        var panels = Configuration.Panels(hosts: value(of: Settings.panelsHosts), headers: [:])
        guard let path = value(of: Settings.panelsHeadersFile) else { return panels }
        let file = Settings.panelsHeadersFile.declaration
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            report(file, "the file \(path) cannot be read")
            return panels
        }
        for (place, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            // The line itself is a secret.
            guard let header = PanelHeader(line) else {
                report(
                    file,
                    "line \(place + 1) of \(path) is not a host and a header: erp.example.org Authorization: Bearer …"
                )
                continue
            }
            guard panels.hosts.contains(header.host) else {
                report(file, "line \(place + 1) of \(path) is for a host that panels.hosts does not name")
                continue
            }
            panels.headers[header.host, default: []].append(header.line)
        }
        return panels
    }

    /// All that is said of the mail server, checked as a whole.
    fileprivate mutating func mailServer() -> MailServer? {
        let (server, from) = (value(of: Settings.mailServer), value(of: Settings.mailFrom))
        let (security, authority) = (value(of: Settings.mailSecurity), value(of: Settings.mailAuthority))
        let user = value(of: Settings.mailUser)
        let password = secret(Settings.mailPassword, or: Settings.mailPasswordFile)
        guard let server else { return nil }
        if (user == nil) != (password == nil), !hasProblem(with: Settings.mailPasswordFile.declaration) {
            report(
                (user == nil ? Settings.mailUser : Settings.mailPasswordFile).declaration,
                "is not set: user and password belong together"
            )
        }
        if security == .off, password != nil, !server.host.isThisMachine {
            report(
                Settings.mailSecurity.declaration,
                "the password would cross the network in clear: set it to starttls or tls"
            )
        }
        guard let from else {
            if !hasProblem(with: Settings.mailFrom.declaration) {
                report(Settings.mailFrom.declaration, "is not set: give the address that letters come from")
            }
            return nil
        }
        return MailServer(
            host: server.host,
            port: server.port,
            security: security,
            user: user,
            password: password?.text,
            authority: authority,
            from: from
        )
    }
}

/// A line of the file with headers: `erp.example.org Authorization: Bearer …`.
private struct PanelHeader {
    let host: PanelHost
    let line: Secret

    init?(_ text: String) {
        let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard parts.count == 2, let host = PanelHost(String(parts[0])) else { return nil }
        let header = parts[1].drop(while: \.isWhitespace)
        let name = header.prefix { $0 != ":" }
        let isName = !name.isEmpty && name.utf8.allSatisfy { $0.isLatinLetterOrDigit || $0 == 0x2D }
        // It goes out as it is: no other line may begin in it.
        guard isName, name.endIndex != header.endIndex, header.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            return nil
        }
        (self.host, line) = (host, Secret(String(header)))
    }
}

extension String {
    fileprivate func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> String {
        String(self[..<(lastIndex { !isUnwanted($0) }.map(index(after:)) ?? startIndex)])
    }
}
