import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Integrations
import Logging
import Storage
import TestSupport

@testable import Web

/// The site over a sample desk, journal and people, at the moment `Call.sampleStart`.
func sampleApplication(
    configuration: WebConfiguration = WebConfiguration(),
    desk: SampleDesk = SampleDesk(),
    journal: any CallJournal = SampleJournal(),
    cards: any CardStore = SampleCards(),
    callLog: any CallLog = SampleCallLog(),
    access: any AccessStore = SampleAccess(),
    missed: any MissedRegister = SampleMissed(),
    contacts: any ContactStore = DatabaseContactStore(NoDatabase(), numbers: .russian),
    deals: any DealStore = DatabaseDealStore(NoDatabase(), numbers: .russian),
    services: any ServiceStore = DatabaseServiceStore(NoDatabase(), numbers: .russian),
    cases: any CaseStore = DatabaseCaseStore(NoDatabase(), numbers: .russian),
    papers: any PaperStore = DatabasePaperStore(NoDatabase()),
    letters: any ContactLetterStore = DatabaseContactLetterStore(NoDatabase()),
    webForms: any WebFormStore = DatabaseWebFormStore(NoDatabase(), numbers: .russian),
    mailBoxes: MailBoxDesk = MailBoxDesk(
        store: DatabaseMailBoxStore(NoDatabase()),
        secrets: SealedSecrets(KeyFile(path: "/nowhere"))
    ),
    imports: any ImportStore = DatabaseImportStore(NoDatabase(), numbers: .russian),
    bulletins: any BulletinStore = DatabaseBulletinStore(NoDatabase()),
    reception: any ReceptionStore = DatabaseReceptionStore(NoDatabase(), numbers: .russian, news: ContactNews()),
    registry: any ContactRegistry = DatabaseContactRegistry(NoDatabase()),
    reconciliation: any Reconciliation = NothingReconciled(),
    reports: any Reports = DatabaseReports(
        NoDatabase(),
        rules: MissedRules(),
        serviceLevel: ServiceLevelRules()
    ),
    savedReports: any SavedReportStore = DatabaseSavedReportStore(NoDatabase()),
    records: any RecordStore = NoRecords(),
    clients: any ClientStore = DatabaseClientStore(NoDatabase(), numbers: .russian),
    clientSearch: any ClientSearch = DatabaseClientSearch(NoDatabase()),
    documents: any DocumentStore = DatabaseDocumentStore(NoDatabase(), numbers: .russian),
    scripts: any ScriptStore = DatabaseScriptStore(NoDatabase()),
    questionnaires: any QuestionnaireStore = DatabaseQuestionnaireStore(NoDatabase()),
    api: APIStores = .none,
    pbxAnswers: PBXAnswers? = nil,
    now: @escaping @Sendable () -> Date = { Call.sampleStart },
    webhooks: WebhookDesk = WebhookDesk(
        store: DatabaseWebhookStore(NoDatabase(), numbers: .russian),
        secrets: SealedSecrets(KeyFile(path: "/nowhere"))
    ),
    presences: any PresenceStore = DatabasePresenceStore(NoDatabase()),
    recordings: (any RecordingArchive)? = nil,
    transfer: (any CallTransfer)? = nil,
    listening: (any CallListening)? = nil,
    dialling: (any CallDialling)? = nil,
    faxes: FaxDesk? = nil,
    printing: (any DocumentPrinting)? = nil,
    consultation: (any CallConsultation)? = nil,
    handset: (any HandsetControl)? = nil,
    panels: PanelDesk? = nil,
    onListening: @escaping @Sendable (Int) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    try buildApplication(
        configuration: configuration,
        desk: desk,
        journal: journal,
        cards: cards,
        callLog: callLog,
        access: access,
        missed: missed,
        records: records,
        missedRules: MissedRules(),
        contacts: contacts,
        deals: deals,
        services: services,
        cases: cases,
        papers: papers,
        letters: letters,
        webForms: webForms,
        mailBoxes: mailBoxes,
        imports: ImportDesk(store: imports, tables: TableFiles(), records: records, now: now, logger: .silent),
        bulletins: bulletins,
        reception: reception,
        registry: registry,
        reconciliation: reconciliation,
        reports: reports,
        savedReports: savedReports,
        sheets: SheetFiles(),
        clients: clients,
        clientSearch: clientSearch,
        documents: documents,
        scripts: scripts,
        scriptNotation: YAMLScripts(),
        questionnaires: questionnaires,
        api: api,
        webhooks: webhooks,
        presence: PresenceDesk(
            store: presences,
            desk: desk,
            followsPhones: false,
            now: now,
            logger: .silent
        ),
        transfer: transfer,
        listening: listening,
        dialling: dialling,
        faxes: faxes,
        printing: printing,
        consultation: consultation,
        handset: handset,
        pbxAnswers: pbxAnswers,
        panels: panels,
        passwords: PlainPasswords(),
        numbers: .russian,
        recordings: recordings,
        now: now,
        logger: .silent,
        onListening: onListening
    )
}

/// The address of a stream that follows one page.
func live(_ query: String, channel: String = "tab.0") -> String {
    "/live?follow=\(SitePath.percentEncoded("/\(channel)?\(query)"))"
}

/// What the site answered.
struct Answer {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var text: String
    var bytes: [UInt8]

    init(_ response: TestResponse) {
        status = response.status
        headers = response.headers
        text = String(buffer: response.body)
        bytes = [UInt8](buffer: response.body)
    }
}

extension TestClientProtocol {
    func ask(
        _ method: HTTPRequest.Method,
        _ uri: String,
        _ headers: HTTPFields = [:],
        _ body: String? = nil,
        file: [UInt8]? = nil
    ) async throws -> Answer {
        let body = file.map { ByteBuffer(bytes: $0) } ?? body.map { ByteBuffer(string: $0) }
        return try await execute(uri: uri, method: method, headers: headers, body: body) { Answer($0) }
    }
}

extension APIStores {
    /// Nobody has a token.
    static let none = APIStores(
        tokens: DatabaseAPITokenStore(NoDatabase()),
        answers: DatabaseAnswerStore(NoDatabase()),
        changes: DatabaseChangeLog(NoDatabase())
    )
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
