import ContactCenter
import Foundation
import Integrations
import Logging
import Storage
import Telephony

/// Every setting there is. docs/configuration.md shows the same list; a test compares the two.
package enum Settings {
    static let variablePrefix = "PRIYOM_"
    /// What the tests are told by the environment; a shell that runs them runs `priyom` too.
    static let testVariablePrefix = variablePrefix + "TEST_"
    /// Names the configuration file; no setting itself.
    static let fileVariable = variablePrefix + "CONFIG"

    static let database = Setting(
        "database",
        DatabaseLocation.sqlite(path: "priyom.db"),
        isSecret: true,
        "The path of an SQLite file, made when it is not there, or `postgresql://user:password@host/database`",
        read: databaseLocation
    )

    static let pbxName = Setting(
        "pbx.name",
        "office",
        "The PBX's name in the journal. Calls belong to it, so choose once",
        read: { $0 }
    )
    static let pbxConnect = Setting(
        "pbx.connect",
        true,
        "`false`: this process serves pages and sends webhooks without a connection to the PBX; another one on the same database has it. "
            + "Of several processes one connects",
        read: flag
    )
    static let pbxHost = Setting("pbx.host", "127.0.0.1", "Host of the PBX's manager interface (AMI)", read: { $0 })
    static let pbxPort = Setting("pbx.port", 5_038, "Port of the AMI; with TLS most often 5039", read: port)
    static let pbxTLS = Setting(
        "pbx.tls",
        TLSMode.off,
        shown: "`off`",
        "`off`; `system`: the certificate is checked against the system's authorities; a path: against the authority in "
            + "this PEM file; `insecure`: encrypted, not checked",
        read: TLSMode.init
    )
    static let pbxUsername = Setting("pbx.username", "priyom", "AMI user, the section of manager.conf", read: { $0 })
    static let pbxSecret = Setting(
        "pbx.secret",
        Secret?.none,
        shown: "none",
        isSecret: true,
        "The AMI user's secret",
        read: { Secret($0) }
    )
    static let pbxSecretFile = Setting(
        "pbx.secret-file",
        String?.none,
        shown: "none",
        "A file that holds the secret, instead of `pbx.secret`; a line end behind it does not count",
        read: { $0 }
    )
    static let pbxAuthentication = Setting(
        "pbx.authentication",
        AuthenticationMethod.md5,
        shown: "`md5`",
        "`md5`: the secret itself does not cross the network; `secret`: it does, for PBXs that know nothing else",
        read: AuthenticationMethod.init(text:)
    )
    static let pbxTrunks = patterns(
        "pbx.trunks",
        [],
        shown: "guessed from the contexts",
        "Endpoints that lead outside, as patterns: `trunk*`"
    )
    static let pbxPhones = patterns(
        "pbx.phones",
        [],
        shown: "guessed from hints and contexts",
        "Endpoints that are phones of the company, as patterns"
    )
    static let pbxInboundContexts = patterns(
        "pbx.inbound-contexts",
        DialplanPatterns.defaultInboundContexts,
        "Dialplan contexts in which calls from outside arrive, as patterns"
    )
    static let pbxInternalContexts = patterns(
        "pbx.internal-contexts",
        DialplanPatterns.defaultInternalContexts,
        "Contexts of the phones, as patterns"
    )
    static let pbxClosedContexts = patterns(
        "pbx.closed-contexts",
        DialplanPatterns.defaultClosedContexts,
        "Contexts in which a caller hears that nobody works now, as patterns"
    )
    static let pbxBlockedContexts = patterns(
        "pbx.blocked-contexts",
        DialplanPatterns.defaultBlockedContexts,
        "Contexts in which unwanted callers end, as patterns"
    )
    static let pbxDIDs = Setting(
        list: "pbx.dids",
        [:],
        shown: "none",
        "Other names of our numbers, `delivered=number`: `6467171=74956467171`, `s=74957559996`",
        read: aliases
    )
    static let pbxTimeZone = Setting(
        "pbx.time-zone",
        TimeZone.current,
        shown: "this machine's",
        "The zone the PBX writes its CDRs in: `Europe/Moscow`, `UTC`",
        read: timeZone
    )
    static let pbxTransferContext = Setting(
        "pbx.transfer-context",
        "from-internal",
        "The context of the dialplan in which a call that is sent on dials the other phone",
        read: { $0 }
    )
    static let pbxQueueMember = Setting(
        "pbx.queue-member",
        "PJSIP/{phone}",
        "What the PBX calls a phone that is added to a queue: `PJSIP/{phone}`, `Local/{phone}@from-queue/n`",
        read: phoneChannel
    )
    static let pbxPhoneChannel = Setting(
        "pbx.phone-channel",
        "PJSIP/{phone}",
        "What the PBX calls a phone that it is to ring, such as that of a supervisor who listens in",
        read: phoneChannel
    )
    static let pbxCDRCSV = Setting(
        "pbx.cdr-csv",
        String?.none,
        shown: "none",
        "Path of the PBX's `Master.csv`, from which CDRs missed during an outage are filled in",
        read: { $0 }
    )

    static let businessName = Setting(
        "business.name",
        String?.none,
        shown: "none",
        "What operators call the business when they pick up; scripts say it in place of `{company}`",
        read: { $0 }
    )
    static let businessTimeZone = Setting(
        "business.time-zone",
        TimeZone(identifier: "Europe/Moscow") ?? .gmt,
        shown: "`Europe/Moscow`",
        "The zone of everything people see",
        read: timeZone
    )
    static let businessCountry = Setting(
        "business.country",
        Country("RU"),
        "The country whose way of writing telephone numbers is meant where they have no `+`",
        read: country
    )
    static let clientsSleepAfter = Setting(
        "clients.sleep-after",
        365,
        "Days. A client from whom nothing came for so long in a direction of the business is shown as sleeping there",
        read: { try wholeNumber($0, in: 1...3_650, "days") }
    )

    static let leadsManager = Setting(
        "leads.manager",
        LeadBinding.acceptor,
        shown: "`acceptor`",
        "Whose a lead is: `acceptor`, who took the inquiry; `deal`, who is responsible for its deal",
        read: leadBinding
    )
    static let servicesOverLimit = Setting(
        "services.over-limit",
        OverLimitRule.refuse,
        shown: "`refuse`",
        """
        What becomes of a service that a client's policy has no rest for: `refuse`; `supervisor`, who has the right `policies` may allow it \
        with a reason
        """,
        read: overLimitRule
    )

    static let missedShortestWait = Setting(
        "missed.shortest-wait",
        5,
        "Seconds. Who hangs up sooner after reaching a queue or a phone is shown among the missed calls and not counted",
        read: { try wholeNumber($0, in: 0...3_600, "seconds") }
    )
    static let missedShortestConversation = Setting(
        "missed.shortest-conversation",
        10,
        "Seconds. A later conversation must last so long for the caller to be reached",
        read: { try wholeNumber($0, in: 0...3_600, "seconds") }
    )
    static let missedCallBackWindow = Setting(
        "missed.call-back-window",
        24,
        "Hours. Who is reached within them has not been missed",
        read: { try wholeNumber($0, in: 1...720, "hours") }
    )

    static let serviceLevelWithin = Setting(
        "service-level.within",
        20,
        "Seconds. A call that a person answers after no longer a wait counts as answered in time, in the service level",
        read: { try wholeNumber($0, in: 1...3_600, "seconds") }
    )
    static let serviceLevelTarget = Setting(
        "service-level.target",
        85,
        "Percent. So many calls should be answered in time; the wall-board shows a lower service level in red",
        read: { try wholeNumber($0, in: 1...100, "percent") }
    )

    static let presenceAwayAfter = Setting(
        "presence.away-after",
        300,
        "Seconds. Who has not touched the computer for so long is away",
        read: { try wholeNumber($0, in: 5...86_400, "seconds") }
    )
    static let receptionRemindEvery = Setting(
        "reception.remind-every",
        300,
        "Seconds. So often people are reminded of somebody who waits, until the contact is taken or lost",
        read: { try wholeNumber($0, in: 1...86_400, "seconds") }
    )
    static let remindersEscalateAfter = Setting(
        "reminders.escalate-after",
        3_600,
        "Seconds. So long after its time supervisors are told of a reminder to call back that was not done, and of a contact that was not processed; `0`: never",
        read: { try wholeNumber($0, in: 0...2_592_000, "seconds") }
    )

    static let listeningShown = Setting(
        "listening.shown",
        false,
        "`true`: whose call a supervisor listens to sees it, and who it is, on the card",
        read: flag
    )

    static let panelsHosts = Setting(
        list: "panels.hosts",
        [PanelHost](),
        shown: "none",
        "Hosts of your own programs that may be asked for the panels of a call's card: `erp.example.org`, `10.0.0.5:8443`. Without a port "
            + "it is that of http and https. Without a host nobody is asked",
        read: panelHosts
    )
    static let panelsHeadersFile = Setting(
        "panels.headers-file",
        String?.none,
        shown: "none",
        "A file with a header for each of those hosts that wants one, in lines such as `erp.example.org Authorization: Bearer …`; "
            + "a line that begins with `#` does not count",
        read: { $0 }
    )

    static let serverHost = Setting(
        "server.host",
        "127.0.0.1",
        "The address that pages are served on: `0.0.0.0` for all of this machine's. Beyond this machine it needs TLS, our own or a proxy's",
        read: { $0 }
    )
    static let serverPort = Setting("server.port", 8_080, "Its port", read: port)

    static let serverNames = Setting(
        list: "server.names",
        [String](),
        shown: "none",
        "The names and addresses by which browsers reach the pages, besides `localhost`: `priyom.example.com`",
        read: { $0.map { $0.lowercased() } }
    )
    static let serverTLS = Setting(
        "server.tls",
        ServerTLS.off,
        shown: "`off`",
        "`off`; `on`: with the certificate below; `self-signed`: the same, and one is made where none is there yet",
        read: ServerTLS.init(text:)
    )
    static let serverCertificate = Setting(
        "server.certificate",
        "priyom-certificate.pem",
        "Path of the certificate with those of its authorities, PEM",
        read: { $0 }
    )
    static let serverKey = Setting(
        "server.key",
        "priyom-key.pem",
        "Path of the certificate's private key, PEM",
        read: { $0 }
    )
    static let serverProxies = Setting(
        list: "server.proxies",
        [String](),
        shown: "none",
        "Addresses of proxies in front, which must speak TLS to the browsers. They are believed where a request comes from "
            + "(`X-Forwarded-For`), and without TLS of our own nobody else beyond this machine is served",
        read: { $0 }
    )

    static let reportsMemoryMegabytes = Setting(
        "reports.memory-megabytes",
        DatabaseReports.usualMemory >> 20,
        "How much of the facts that reports are counted from may be held in memory; those that no report has needed for longest go first",
        read: megabytes
    )

    static let secretsKeyFile = Setting(
        "secrets.key-file",
        "priyom-secrets.key",
        "The file with the key that seals the secrets in the database; made when the first is kept, readable by its owner alone. "
            + "Keep a copy, apart from that of the database. All processes on one database need the same",
        read: { $0 }
    )

    static let webhooksPrivateNetworks = Setting(
        list: "webhooks.private-networks",
        AddressGuard(),
        shown: "none",
        "Networks that are not public and that webhooks may be sent to all the same: `10.0.0.0/8`, `192.168.1.5`; `all` for every "
            + "one, this machine itself among them",
        read: addressGuard
    )

    static let logLevel = Setting(
        "log.level",
        Logger.Level.info,
        "`trace`, `debug`, `info`, `notice`, `warning`, `error` or `critical`",
        read: logLevel(text:)
    )

    package static let all: [SettingDeclaration] = [
        database.declaration, pbxName.declaration, pbxConnect.declaration, pbxHost.declaration, pbxPort.declaration,
        pbxTLS.declaration,
        pbxUsername.declaration, pbxSecret.declaration, pbxSecretFile.declaration, pbxAuthentication.declaration,
        pbxTrunks.declaration, pbxPhones.declaration, pbxInboundContexts.declaration, pbxInternalContexts.declaration,
        pbxClosedContexts.declaration, pbxBlockedContexts.declaration, pbxDIDs.declaration,
        pbxTransferContext.declaration, pbxQueueMember.declaration, pbxPhoneChannel.declaration,
        pbxDialContext.declaration, pbxDialNational.declaration, pbxDialAbroad.declaration,
        pbxDialCallerID.declaration, pbxRemotePhones.declaration, pbxRemoteModels.declaration,
        pbxTimeZone.declaration,
        pbxCDRCSV.declaration, pbxCDRDatabase.declaration, pbxCDRPassword.declaration,
        pbxCDRPasswordFile.declaration, pbxCDRTable.declaration, pbxCDRColumns.declaration, pbxCDRSince.declaration,
        businessName.declaration, businessTimeZone.declaration, businessCountry.declaration,
        clientsSleepAfter.declaration, leadsManager.declaration, servicesOverLimit.declaration,
        missedShortestWait.declaration, missedShortestConversation.declaration, missedCallBackWindow.declaration,
        serviceLevelWithin.declaration, serviceLevelTarget.declaration,
        presenceAwayAfter.declaration,
        receptionRemindEvery.declaration, remindersEscalateAfter.declaration,
        listeningShown.declaration, diallingClasses.declaration,
        diallingPerMinute.declaration, diallingLink.declaration, routingAddresses.declaration,
        routingFastAGI.declaration,
        routingRedirectContexts.declaration, routingRedirectSeconds.declaration,
        panelsHosts.declaration, panelsHeadersFile.declaration,
        serverHost.declaration, serverPort.declaration, serverNames.declaration, serverTLS.declaration,
        serverCertificate.declaration, serverKey.declaration, serverProxies.declaration,
        recordingsFolder.declaration, recordingsURL.declaration, recordingsAuthority.declaration,
        recordingsUser.declaration, recordingsPassword.declaration, recordingsPasswordFile.declaration,
        recordingsPBXFolder.declaration, recordingsCacheFolder.declaration,
        recordingsCacheMegabytes.declaration, recordingsKeepDays.declaration, recordingsSox.declaration,
        recordingsFFmpeg.declaration,
        reportsMemoryMegabytes.declaration, faxFolder.declaration, faxAddresses.declaration, faxContext.declaration,
        faxChannel.declaration, faxCallerID.declaration, faxPages.declaration, faxMegabytes.declaration,
        faxKeepDays.declaration, faxGhostscript.declaration, faxWeasyPrint.declaration,
        importsFolder.declaration, importsFolderMapping.declaration, importsODBC.declaration,
        importsODBCQuery.declaration, importsODBCMapping.declaration, importsODBCMinutes.declaration,
        secretsKeyFile.declaration, webhooksPrivateNetworks.declaration,
        mailServer.declaration, mailSecurity.declaration, mailAuthority.declaration, mailUser.declaration,
        mailPassword.declaration, mailPasswordFile.declaration, mailFrom.declaration,
        logLevel.declaration,
    ]

    /// The table of docs/configuration.md.
    package static var documentation: String {
        let rows = all.map { "| `\($0.key)` | \($0.fallback) | \($0.meaning) |" }
        return (["| Key | Default | Meaning |", "|---|---|---|"] + rows).joined(separator: "\n") + "\n"
    }
}
