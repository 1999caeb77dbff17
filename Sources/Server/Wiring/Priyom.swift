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
    package let session: AMISession
    package let switchboard: Switchboard
    private let configuration: Configuration
    private let store: DataStore
    private let numbers: LibPhoneNumber
    private let reader: PBXReader
    private let catchUp: CDRCatchUp
    private let resyncs: AsyncStream<Void>
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
            logger: logger
        )
        try await store.migrate()
        let timeZone = pbx.timeZone
        switchboard = Switchboard(pbx: pbx.name, journal: store.callJournal, logger: logger) {
            known,
            rows,
            copied,
            pbx in
            CDRReconciliation(rows: rows, copied: copied) { CDRTime.date($0, in: timeZone) }.mend(known, pbx: pbx)
        }
        try await switchboard.resume()
        session = AMISession(
            configuration: AMIConfiguration(pbx),
            eventLoopGroup: .singletonMultiThreadedEventLoopGroup,
            logger: logger
        )
        let (resyncs, resynced) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.resyncs = resyncs
        reader = PBXReader(session: session, switchboard: switchboard, patterns: pbx.dialplan, logger: logger) {
            resynced.yield()
        }
        catchUp = CDRCatchUp(
            source: pbx.cdrCSV.map { MasterCSV(path: $0, logger: logger) },
            journal: store.callJournal,
            switchboard: switchboard,
            pbx: pbx.name,
            logger: logger
        )
    }

    /// Serves until the process is told to stop, then writes what is still pending.
    ///
    /// - Parameter onListening: called with the port once pages can be asked for.
    package func run(onListening: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let web = WebConfiguration(configuration)
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
            registry: store.registry,
            reconciliation: store.reconciliation,
            clients: store.clients,
            clientSearch: store.clientSearch,
            documents: store.documents,
            scripts: store.scripts,
            scriptNotation: YAMLScripts(),
            api: APIStores(tokens: store.apiTokens, answers: store.answers, changes: store.changeLog),
            webhooks: WebhookDesk(store: store.webhooks, secrets: secrets),
            transfer: PBXTransfer(
                session: session,
                desk: switchboard,
                context: configuration.pbx.transferContext,
                logger: logger
            ),
            passwords: ScryptPasswords(),
            numbers: numbers,
            recordings: configuration.recordingFolder(logger: logger),
            now: { Date() },
            logger: logger,
            onListening: onListening
        )
        let services: [any Service] = [
            Running { await switchboard.run() },
            Running { await catchUp.run(resyncs: resyncs) },
            Running { await reader.run() },
            Running { try await session.run() },
            Running { await lookForLostChannels() },
            Running { await keepSeatsTrue() },
            Running { await missedDesk.run() },
            Running { await reminderDesk.run() },
            Running { for await contact in store.contacts.news.changes { await switchboard.show(contact) } },
            Running { await matchCalls() },
            Running { await courier.run() },
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
    /// How often the PBX is asked for its channels while all is well.
    private static let channelListInterval = Duration.seconds(300)

    /// A channel whose hang-up was never told is closed when the PBX no longer lists it, not by a timer.
    private func lookForLostChannels() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: Self.channelListInterval)
                _ = try await session.send(.coreShowChannels)
            } catch is CancellationError {
                return
            } catch {
                logger.debug("The PBX gave no list of channels", metadata: ["reason": "\(error)"])
            }
        }
    }
}

extension Priyom {
    /// Calls and contacts matched in one transaction: few enough that nobody waits long to write meanwhile.
    private static let matchedAtOnce = 200

    /// Holds changed calls and contacts against each other soon after their change, so that nobody who opens the check of the
    /// statistics waits for it.
    private func matchCalls() async {
        while !Task.isCancelled {
            do {
                let count = try await store.reconciliation.catchUp(limit: Self.matchedAtOnce)
                if count < Self.matchedAtOnce { try await Task.sleep(for: .seconds(2)) }
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Calls cannot be held against contacts", metadata: ["reason": "\(error)"])
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

    private var missedDesk: MissedDesk {
        MissedDesk(
            register: store.missed,
            desk: switchboard,
            timeZone: configuration.business.timeZone,
            now: { Date() },
            logger: logger
        )
    }

    private var reminderDesk: ReminderDesk {
        ReminderDesk(contacts: store.contacts, desk: switchboard, now: { Date() }, logger: logger)
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
