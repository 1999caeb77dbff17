import ContactCenter
import Foundation
import Logging

/// The opened database of an installation, with what is kept in it.
package final class DataStore: Sendable {
    package let location: DatabaseLocation
    package let callJournal: any CallJournal
    package let callLog: any CallLog
    package let access: any AccessStore
    package let presences: any PresenceStore
    package let missed: any MissedRegister
    package let cards: any CardStore
    package let clientSearch: any ClientSearch
    package let clients: any ClientStore
    package let documents: any DocumentStore
    package let reconciliation: any Reconciliation
    package let contacts: any ContactStore
    package let deals: any DealStore
    package let services: any ServiceStore
    package let cases: any CaseStore
    package let bulletins: any BulletinStore
    package let reception: any ReceptionStore
    package let registry: any ContactRegistry
    package let reports: DatabaseReports
    /// Today in figures.
    package let board: any DayBoardStore
    package let records: any RecordStore
    package let scripts: any ScriptStore
    package let questionnaires: any QuestionnaireStore
    package let apiTokens: any APITokenStore
    package let answers: any AnswerStore
    package let changeLog: any ChangeLog
    package let webhooks: any WebhookStore
    /// What waits to be sent to webhooks.
    package let outbox: any WebhookOutbox
    /// Who is behind numbers, for what a PBX asks.
    package let callers: any CallerStore
    package let savedReports: any SavedReportStore
    /// Saved reports that are to be sent.
    package let reportOutbox: any ReportOutbox
    /// What was made from templates.
    package let papers: any PaperStore
    /// Letters about contacts.
    package let letters: any ContactLetterStore
    /// Letters that are to be sent.
    package let letterOutbox: any ContactLetterOutbox
    /// Tables of clients that are brought.
    package let imports: any ImportStore
    /// What was faxed.
    package let faxes: any FaxStore
    /// The keys of web forms, and what comes by them.
    package let webForms: any WebFormStore
    /// Boxes of mail, and what came into them.
    package let mailBoxes: any MailBoxStore
    /// Boxes of mail that are to be looked into.
    package let mailInbox: any MailInbox

    package let database: any Database
    private let migrator = Migrator()
    private let numbers: any PhoneNumberReading
    private let missedRules: MissedRules
    private let logger: Logger

    init(
        _ location: DatabaseLocation,
        _ database: any Database,
        numbers: any PhoneNumberReading,
        missedRules: MissedRules,
        serviceLevel: ServiceLevelRules,
        reminders: ReceptionRules,
        reportMemory: Int,
        matching: CallMatching,
        logger: Logger
    ) {
        self.location = location
        self.database = database
        self.numbers = numbers
        self.missedRules = missedRules
        self.logger = logger
        access = DatabaseAccessStore(database)
        presences = DatabasePresenceStore(database)
        missed = DatabaseMissedRegister(database)
        let subscribed = SubscribedEvents()
        callJournal = CallJournalStore(
            database,
            numbers: numbers,
            missedRules: missedRules,
            subscribed: subscribed
        )
        webhooks = DatabaseWebhookStore(database, numbers: numbers)
        outbox = DatabaseWebhookOutbox(database, subscribed: subscribed)
        cards = DatabaseCardStore(database)
        let documentNews = DocumentNews()
        records = DatabaseRecordStore(database, numbers: numbers, documentNews: documentNews)
        callLog = CallLogStore(database)
        scripts = DatabaseScriptStore(database)
        questionnaires = DatabaseQuestionnaireStore(database)
        clientSearch = DatabaseClientSearch(database)
        clients = DatabaseClientStore(database, numbers: numbers)
        documents = DatabaseDocumentStore(database, numbers: numbers, news: documentNews)
        reconciliation = DatabaseReconciliation(database, matching: matching)
        contacts = DatabaseContactStore(database, numbers: numbers, zone: missedRules.timeZone)
        deals = DatabaseDealStore(database, numbers: numbers, news: contacts.news, zone: missedRules.timeZone)
        services = DatabaseServiceStore(database, numbers: numbers)
        cases = DatabaseCaseStore(database, numbers: numbers, zone: missedRules.timeZone)
        bulletins = DatabaseBulletinStore(database)
        reception = DatabaseReceptionStore(
            database,
            numbers: numbers,
            news: contacts.news,
            zone: missedRules.timeZone
        )
        registry = DatabaseContactRegistry(database)
        reports = DatabaseReports(
            database,
            rules: missedRules,
            serviceLevel: serviceLevel,
            reminders: reminders,
            memory: reportMemory
        )
        board = DatabaseDayBoard(database, rules: missedRules, serviceLevel: serviceLevel)
        apiTokens = DatabaseAPITokenStore(database)
        answers = DatabaseAnswerStore(database)
        changeLog = DatabaseChangeLog(database)
        callers = DatabaseCallerStore(database)
        savedReports = DatabaseSavedReportStore(database)
        reportOutbox = DatabaseReportOutbox(database)
        papers = DatabasePaperStore(database)
        letters = DatabaseContactLetterStore(database)
        letterOutbox = DatabaseContactLetterOutbox(database)
        imports = DatabaseImportStore(database, numbers: numbers)
        faxes = DatabaseFaxStore(database)
        mailBoxes = DatabaseMailBoxStore(database)
        mailInbox = DatabaseMailInbox(
            database,
            numbers: numbers,
            news: contacts.news,
            zone: missedRules.timeZone
        )
        webForms = DatabaseWebFormStore(
            database,
            numbers: numbers,
            news: contacts.news,
            zone: missedRules.timeZone
        )
    }

    /// Opens the database and makes sure that it is one the journal can live in. Changes nothing in it.
    ///
    /// - Parameters:
    ///   - numbers: understands the telephone numbers of calls.
    ///   - missedRules: what counts in the register of missed calls. Whoever migrates or writes calls must know them.
    ///   - serviceLevel: which calls are answered in time.
    ///   - reminders: which reminders are done in time.
    ///   - reportMemory: how many bytes of facts reports may hold.
    ///   - matching: how calls and contacts are matched.
    /// - Throws: `StorageError`, in words for the operator. An empty database is none: `migrate` fills it.
    package static func open(
        _ location: DatabaseLocation,
        numbers: any PhoneNumberReading,
        missedRules: MissedRules = MissedRules(),
        serviceLevel: ServiceLevelRules = ServiceLevelRules(),
        reminders: ReceptionRules = ReceptionRules(),
        reportMemory: Int = DatabaseReports.usualMemory,
        matching: CallMatching = CallMatching(),
        logger: Logger
    ) async throws -> DataStore {
        let database: any Database =
            switch location {
            case .sqlite(let path): try await SQLite.open(path: path)
            case .postgreSQL(let connectionString): try await PostgreSQL.open(connectionString: connectionString)
            }
        return DataStore(
            location,
            database,
            numbers: numbers,
            missedRules: missedRules,
            serviceLevel: serviceLevel,
            reminders: reminders,
            reportMemory: reportMemory,
            matching: matching,
            logger: logger
        )
    }

    /// Brings the schema to the program's version, the keys of telephone numbers to the business's country, and the register of
    /// missed calls to its rules. To be done at every start, before the journal is used.
    ///
    /// - Returns: the version from before.
    /// - Throws: `StorageError` with code `newerSchema` when a newer program has been at the database.
    @discardableResult
    package func migrate() async throws -> Int {
        let before = try await schemaVersion
        for migration in try await migrator.migrate(database) {
            logger.info(
                "Database migrated",
                metadata: ["migration": "\(migration.number)", "name": "\(migration.name)"]
            )
        }
        try await database.write { transaction in
            try ScriptTable.ship(.inboundContact, coded: Script.inboundContactCode, at: Date(), in: transaction)
            try ScriptTable.ship(.registration, coded: Script.registrationCode, at: Date(), in: transaction)
        }
        try await writeNumberKeys()
        try await writeMissed()
        return before
    }

    /// How many calls at a time get the keys of their numbers and are listed, so that none waits long to be written meanwhile.
    private static let numberStep = 2_000
    private static let missedStep = 5_000

    /// Most often there is nothing to do; after an upgrade it takes a minute or two for a million calls.
    private func writeNumberKeys() async throws {
        var total = 0
        var count: Int
        repeat {
            count = try await database.write { [numbers] in
                try NumberKeys.write(limit: Self.numberStep, numbers: numbers, in: $0)
            }
            total += count
        } while count == Self.numberStep
        if total > 0 {
            logger.info(
                "Telephone numbers of earlier calls read, calls listed",
                metadata: ["calls": "\(total)", "country": "\(numbers.country)"]
            )
        }
    }

    /// Most often there is nothing to do, too.
    private func writeMissed() async throws {
        var total = 0
        while true {
            let count = try await database.write { [numbers, missedRules] in
                try MissedReading.write(
                    limit: Self.missedStep,
                    rules: missedRules,
                    country: numbers.country,
                    in: $0
                )
            }
            guard count > 0 else { break }
            total += count
        }
        if total > 1 {
            logger.info("Earlier calls entered in the register of missed calls", metadata: ["read": "\(total)"])
        }
    }

    /// Makes some more clients be found by the new name of a make or a model, and contacts from before their texts were searched by
    /// those; to be called until there is nothing to do, and now and then.
    ///
    /// - Parameter limit: of each at most as many.
    /// - Returns: 0 when nothing is left to do.
    package func renewSearch(limit: Int) async throws -> Int {
        // Most often there is nothing, and looking takes no lock.
        let (hasClients, hasContacts) = try await database.read { transaction in
            try (
                !transaction.rows("SELECT record_id FROM search_renewals LIMIT 1").isEmpty,
                !transaction.rows("SELECT contact_id FROM contact_texts_due LIMIT 1").isEmpty
            )
        }
        var done = 0
        if hasClients { done += try await database.write { try SearchRenewals.catchUp(limit: limit, in: $0) } }
        if hasContacts { done += try await database.write { try ContactTextTable.catchUp(limit: limit, in: $0) } }
        return done
    }

    /// Makes sure that this process alone follows a PBX, for as long as the claim lives.
    ///
    /// - Parameter patience: who has just been told to stop may take a moment.
    /// - Throws: `StorageError` with code `locked` when another process on this database does.
    package func claim(_ pbx: PBXName, patience: Duration = .seconds(5)) async throws -> any DatabaseClaim {
        let end = ContinuousClock.now + patience
        while true {
            // The name of a PBX is free text, and stands in the name of a file.
            let name = "pbx-" + String(pbx.rawValue.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
            if let claim = try await database.claim(name) { return claim }
            guard ContinuousClock.now < end else { throw Self.claimed(pbx) }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Another process follows the PBX.
    package static func claimed(_ pbx: PBXName) -> StorageError {
        StorageError(
            .locked,
            """
            Another process on this database follows the PBX \(pbx), and only one may: stop that one, or set \
            pbx.connect = false for this one, which then serves pages without a connection of its own.
            """
        )
    }

    /// The last migration that was applied to the database; 0 when it is empty.
    package var schemaVersion: Int {
        get async throws { try await migrator.version(of: database) }
    }

    /// The last migration that the program knows.
    package var newestSchemaVersion: Int { migrator.newestVersion }

    /// What `doctor` tells. Reads the whole file of an SQLite database: seconds where it is large.
    package func check() async throws -> DatabaseFacts {
        DatabaseFacts(
            location: location.description,
            engine: try await database.inspect(),
            schemaVersion: try await schemaVersion,
            newestSchemaVersion: newestSchemaVersion
        )
    }

    package func close() async {
        await database.close()
    }
}
