import Asterisk
import ContactCenter
import Foundation
import Hummingbird
import Integrations
import Logging
import NIOPosix
import ServiceLifecycle
import Storage
import Telephony
import Web

/// The product, put together from its configuration. Tests and benchmarks build the same one.
package struct Priyom: Sendable {
    package let switchboard: Switchboard
    private let configuration: Configuration
    private let store: DataStore
    private let numbers: LibPhoneNumber
    /// `nil` where another process follows it.
    private let pbx: FollowedPBX?
    private let logger: Logger

    /// Opens and migrates the database and takes up the calls that it holds as open.
    ///
    /// - Throws: what keeps the product from starting, in words for the operator.
    package init(_ configuration: Configuration, logger: Logger) async throws {
        self.configuration = configuration
        self.logger = logger
        let pbx = configuration.pbx
        numbers = LibPhoneNumber(country: configuration.business.country)
        store = try await DataStore.open(
            configuration.database,
            numbers: numbers,
            missedRules: configuration.missed,
            serviceLevel: configuration.serviceLevel,
            reminders: configuration.reception,
            reportMemory: configuration.reportMemoryMegabytes << 20,
            logger: logger
        )
        try await store.migrate()
        let (timeZone, patterns) = (pbx.timeZone, pbx.dialplan)
        switchboard = Switchboard(pbx: pbx.name, journal: store.callJournal, logger: logger) {
            known,
            rows,
            copied,
            pbx in
            CDRReconciliation(rows: rows, copied: copied, patterns: patterns) { CDRTime.date($0, in: timeZone) }
                .mend(known, pbx: pbx)
        }
        do {
            self.pbx =
                pbx.connects
                ? try await FollowedPBX(configuration, store, switchboard, logger: logger) : nil
            try await switchboard.resume()
            // Who sits where is known before anybody asks what they do there.
            await switchboard.show(try await store.access.seats())
        } catch {
            await store.close()
            throw error
        }
    }

    /// Serves until the process is told to stop, then writes what is still pending.
    ///
    /// - Parameter onListening: called with the port once pages can be asked for.
    package func run(onListening: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let web = WebConfiguration(configuration)
        let sheets = SheetFiles()
        let presence = PresenceDesk(
            store: store.presences,
            desk: switchboard,
            rules: configuration.presence,
            followsPhones: pbx != nil,
            now: { Date() },
            logger: logger
        )
        let faxes = faxDesk
        let tables = TableFiles()
        let imports = ImportDesk(
            store: store.imports,
            tables: tables,
            records: store.records,
            feeds: importFeeds(tables),
            now: { Date() },
            logger: logger
        )
        let answered = AnsweredPBX(configuration, store, switchboard, numbers, logger: logger)
        if configuration.server.tls == .selfSigned {
            try SelfSignedCertificate(
                path: configuration.server.certificate,
                keyPath: configuration.server.key,
                names: web.allowedHosts.sorted()
            ).makeIfMissing()
        }
        let application = try buildApplication(
            configuration: web,
            desk: switchboard,
            journal: store.callJournal,
            cards: store.cards,
            callLog: store.callLog,
            access: store.access,
            missed: store.missed,
            records: store.records,
            missedRules: configuration.missed,
            contacts: store.contacts,
            deals: store.deals,
            services: store.services,
            cases: store.cases,
            papers: store.papers,
            letters: store.letters,
            webForms: store.webForms,
            mailBoxes: MailBoxDesk(store: store.mailBoxes, secrets: secrets),
            imports: imports,
            bulletins: store.bulletins,
            reception: store.reception,
            registry: store.registry,
            reconciliation: store.reconciliation,
            reports: store.reports,
            savedReports: store.savedReports,
            sheets: sheets,
            clients: store.clients,
            clientSearch: store.clientSearch,
            documents: store.documents,
            scripts: store.scripts,
            scriptNotation: YAMLScripts(),
            questionnaires: store.questionnaires,
            api: APIStores(tokens: store.apiTokens, answers: store.answers, changes: store.changeLog),
            webhooks: WebhookDesk(store: store.webhooks, secrets: secrets),
            presence: presence,
            transfer: pbx?.transfer,
            listening: pbx?.listening,
            dialling: pbx?.dialling,
            faxes: faxes,
            printing: configuration.faxes.weasyPrint.map { WeasyPrint(program: $0, logger: logger) },
            consultation: pbx?.transfer,
            handset: pbx?.handset,
            queueControl: pbx?.queueControl,
            pbxAnswers: answered?.answers,
            panels: panelDesk,
            passwords: ScryptPasswords(),
            numbers: numbers,
            recordings: configuration.recordingFolder(logger: logger),
            now: { Date() },
            logger: logger,
            onListening: onListening
        )
        let following: [any Service] =
            if let pbx {
                [
                    Running { await switchboard.run() }, Running { await queueDesk(pbx.queueControl, web).run() },
                    Running { await listeningDesk(pbx.listening).run() },
                ] + pbx.work.map { Running(body: $0) }
            } else {
                [Running { await switchboard.followJournal() }]
            }
        let mailing: [any Service] =
            if let mail = configuration.mail.map(CurlMail.init) {
                [
                    Running { await reportCourier(web, sheets, mail).run() },
                    Running { await letterCourier(mail).run() },
                ]
            } else {
                []
            }
        let sweeping: [any Service] =
            if let retention = recordingRetention { [Running { await retention.run() }] } else { [] }
        var answering: [any Service] = answered?.work.map { Running(body: $0) } ?? []
        if let answered, let arrivals = pbx?.arrivalRouting {
            answering.append(Running { await answered.route(arrivals) })
        }
        // Whoever follows the PBX writes down what becomes of faxes.
        let faxing: [any Service] =
            if let faxes, faxes.sends { [Running { await faxes.run() }] } else { [] }
        let services: [any Service] =
            following + mailing + sweeping + faxing + answering + [
                Running { await keepSeatsTrue() },
                Running { await presence.run() },
                Running { await missedDesk.run() },
                Running { await reminderDesk.run() },
                Running { await receptionDesk.run() },
                Running { await boardDesk.run() },
                Running { for await contact in store.contacts.news.changes { await switchboard.show(contact) } },
                Running { for await document in store.documents.news.changes { await switchboard.show(document) } },
                Running { await matchCalls() },
                Running { await renewSearch() },
                Running { await foldFacts() },
                Running { await imports.run() },
                Running { await courier.run() },
                Running { await mailCollector.run() },
                application,
            ]
        do {
            try await ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: services.map { .init(service: $0) },
                    gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: logger
                )
            ).run()
        } catch {
            await store.close()
            if let error = ListenError(error, configuration: web) { throw error }
            throw error
        }
        await store.close()
    }
}

extension Priyom {
    /// Done in one transaction: so little that nobody waits long to write meanwhile.
    private static let doneAtOnce = 200

    /// Does what changes leave to be done soon afterwards: some at a time until nothing is left, then again after two seconds.
    ///
    /// - Parameter work: does at most as many and says how many it did.
    private func catchUp(_ complaint: Logger.Message, _ work: (_ limit: Int) async throws -> Int) async {
        while !Task.isCancelled {
            do {
                if try await work(Self.doneAtOnce) == 0 { try await Task.sleep(for: .seconds(2)) }
            } catch is CancellationError {
                return
            } catch {
                logger.warning(complaint, metadata: ["reason": "\(error)"])
                try? await Task.sleep(for: .seconds(10))
            }
        }
    }

    /// Holds changed calls and contacts against each other soon after their change, so that nobody who opens the check of the
    /// statistics waits for it.
    private func matchCalls() async {
        await catchUp("Calls cannot be held against contacts") { limit in
            // The few of a moment wait for more.
            let count = try await store.reconciliation.catchUp(limit: limit)
            return count >= limit ? count : 0
        }
    }

    private func renewSearch() async {
        await catchUp("The search cannot be made anew") { try await store.renewSearch(limit: $0) }
    }
}

extension Priyom {
    /// Keeps what reports read up to date. A day that changes all the time is not made anew all the time: until then a report counts
    /// it by itself.
    private func foldFacts() async {
        while !Task.isCancelled {
            do {
                let began = ContinuousClock.now
                let count = try await store.reports.fold(at: Date())
                // At most a tenth of the time goes there.
                try await Task.sleep(for: max(count == 0 ? .seconds(1) : .zero, (ContinuousClock.now - began) * 9))
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Reports are not up to date", metadata: ["reason": "\(error)"])
                try? await Task.sleep(for: .seconds(10))
            }
        }
    }
}

extension Priyom {
    private var secrets: SealedSecrets { SealedSecrets(KeyFile(path: configuration.secretsKeyFile)) }

    private var courier: WebhookCourier {
        WebhookCourier(
            outbox: store.outbox,
            sender: CurlWebhookSender(configuration.webhookAddresses),
            secrets: secrets,
            now: { Date() },
            logger: logger
        )
    }

    /// Collects letters from the boxes that the database names.
    private var mailCollector: MailCollector {
        MailCollector(
            inbox: store.mailInbox,
            boxes: CurlMailBoxes(authority: configuration.mail?.authority),
            opening: GMimeMail(),
            secrets: secrets,
            now: { Date() },
            logger: logger
        )
    }

    /// `nil` where no host is named.
    private var panelDesk: PanelDesk? {
        guard !configuration.panels.hosts.isEmpty else { return nil }
        let rules = PanelDesk.Rules(
            hosts: configuration.panels.hosts,
            headers: configuration.panels.headers.mapValues { $0.map(\.text) }
        )
        return PanelDesk(source: CurlPanelSource(threads: rules.atOnce), rules: rules, now: { Date() })
    }

    /// Sends saved reports. Where no mail server is set up, what is due waits for one.
    private func reportCourier(_ web: WebConfiguration, _ sheets: SheetFiles, _ mail: CurlMail) -> ReportCourier {
        ReportCourier(
            outbox: store.reportOutbox,
            letters: ReportLetters(
                configuration: web,
                registry: store.registry,
                records: store.records,
                reports: store.reports,
                sheets: sheets,
                numbers: numbers,
                now: { Date() }
            ),
            mail: mail,
            timeZone: configuration.business.timeZone,
            now: { Date() },
            logger: logger
        )
    }

    /// Sends letters about contacts.
    private func letterCourier(_ mail: CurlMail) -> ContactLetterCourier {
        ContactLetterCourier(outbox: store.letterOutbox, mail: mail, now: { Date() }, logger: logger)
    }

    /// Where clients come from by themselves.
    private func importFeeds(_ tables: TableFiles) -> [any ImportFeed] {
        var feeds: [any ImportFeed] = []
        let settings = configuration.imports
        if let folder = settings.folder, let mapping = settings.folderMapping {
            feeds.append(WatchedFolder(path: folder, mapping: mapping, tables: tables))
        }
        if let words = settings.odbc, let query = settings.odbcQuery, let mapping = settings.odbcMapping {
            let every = 60 * TimeInterval(settings.odbcMinutes)
            feeds.append(ODBCQuery(words.text, query: query, mapping: mapping, every: every))
        }
        return feeds
    }

    /// `nil` where no folder for faxes is set up.
    private var faxDesk: FaxDesk? {
        guard let folder = FaxFolder.Configuration(configuration.faxes) else { return nil }
        var rules = FaxDesk.Rules()
        rules.keepFor = 86_400 * TimeInterval(configuration.faxes.keepDays)
        return FaxDesk(
            store: store.faxes,
            rendering: FaxFolder(folder, logger: logger),
            sending: pbx?.faxing,
            desk: switchboard,
            rules: rules,
            now: { Date() },
            logger: logger
        )
    }

    /// `nil` where recordings are kept for ever.
    private var recordingRetention: RecordingRetention? {
        guard let folder = configuration.recordings.folder, let days = configuration.recordings.keepDays else {
            return nil
        }
        return RecordingRetention(
            sweep: RecordingSweep(folder: folder),
            days: days,
            access: store.access,
            calendar: BusinessCalendar(configuration.business.timeZone),
            now: { Date() },
            logger: logger
        )
    }

    /// The reasons of pauses are told in the language of the pages.
    private func queueDesk(_ control: PBXQueueControl, _ web: WebConfiguration) -> QueueDesk {
        QueueDesk(control: control, records: store.records, desk: switchboard, logger: logger) {
            Language.of(web.language).name(of: $0)
        }
    }

    private func listeningDesk(_ listening: PBXListening) -> ListeningDesk {
        ListeningDesk(
            desk: switchboard,
            listening: listening,
            access: store.access,
            now: { Date() },
            logger: logger
        )
    }

    private var missedDesk: MissedDesk {
        MissedDesk(
            register: store.missed,
            desk: switchboard,
            timeZone: configuration.business.timeZone,
            now: { Date() },
            logger: logger
        )
    }

    private var boardDesk: BoardDesk {
        BoardDesk(store: store.board, desk: switchboard, now: { Date() }, logger: logger)
    }

    private var reminderDesk: ReminderDesk {
        ReminderDesk(
            contacts: store.contacts,
            desk: switchboard,
            timeZone: configuration.business.timeZone,
            now: { Date() },
            logger: logger
        )
    }

    private var receptionDesk: ReceptionDesk {
        ReceptionDesk(
            store: store.reception,
            desk: switchboard,
            rules: configuration.reception,
            timeZone: configuration.business.timeZone,
            now: { Date() },
            logger: logger
        )
    }

    /// Frees the phones of those whose sessions have run out, and shows who sits where.
    private func keepSeatsTrue() async {
        while !Task.isCancelled {
            do {
                try await store.access.sweep(at: Date())
                await switchboard.show(try await store.access.seats())
            } catch {
                logger.warning("Who sits where cannot be read", metadata: ["reason": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(60))
        }
    }
}

/// Long-running work that stops when the group is told to.
private struct Running: Service {
    let body: @Sendable () async throws -> Void

    func run() async throws {
        try await cancelWhenGracefulShutdown(body)
        // What it reads from may end first; to the group, a service that ends before it is told to has failed.
        try? await gracefulShutdown()
    }
}
