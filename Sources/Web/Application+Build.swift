import ContactCenter
import Foundation
import Hummingbird
import HummingbirdCore
import Logging

/// The server of pages and event streams. Tests build the same one.
///
/// - Parameters:
///   - desk: the live state; the page's own journal reads go to `journal`.
///   - cards: notes on calls, and which cards are open.
///   - callLog: the journal's ended calls, for lists.
///   - access: people, sessions and seats.
///   - records: directories, with the history of their records.
///   - missed: the register of missed calls, and the rules by which it is made.
///   - contacts: contacts from their beginning; `registry` lists them.
///   - deals: what clients may buy, with the inquiries that belong to them.
///   - services: what clients have got, and how far their policies pay for it.
///   - cases: matters of clients, with what is to be done about them.
///   - papers: what was made from templates of documents.
///   - letters: contacts sent to specialists by e-mail.
///   - webForms: forms on other sites, and what comes by them.
///   - mailBoxes: boxes of mail, and what came into them.
///   - imports: tables of clients that are brought.
///   - bulletins: what operators are to know.
///   - reception: the waiting queue, and what people are told of contacts.
///   - reconciliation: calls held against contacts.
///   - reports: what happened, counted.
///   - savedReports: reports under a name, and what becomes of their sendings.
///   - sheets: writes lists and reports as files.
///   - clients: who turns to the business, and how they are found.
///   - documents: the papers about them.
///   - scripts: what leads through contacts, and how it is written as text.
///   - questionnaires: what is filled in beside contacts.
///   - api: what other programs are served by.
///   - webhooks: what other programs are told of.
///   - presence: what people say of themselves, and who is there.
///   - transfer: sends calls on; `nil` where the program does not.
///   - dialling: calls numbers that are pressed on pages; `nil` where the program does not.
///   - faxes: sends faxes and keeps their journal; `nil` where none are set up.
///   - printing: prints documents to PDF; `nil` where nothing does.
///   - listening: lets people listen in on calls; `nil` where the program does not.
///   - consultation: lets colleagues be asked first; `nil` where the program does not.
///   - handset: has phones answer, hold and resume; `nil` where the program does not.
///   - queueControl: changes the PBX's queues; `nil` where the program does not.
///   - pbxAnswers: what a PBX asks while a caller waits; `nil` where none may.
///   - panels: asks other programs what they know of a client; `nil` where none may be asked.
///   - numbers: understands telephone numbers, so that pages show them as people write them.
///   - recordings: the sound of calls; `nil` where no folder of recordings is set up.
///   - now: the server's clock, which the browsers' counters follow.
///   - onListening: called with the port once pages can be asked for.
/// - Throws: `Certificate.Unusable`.
/// - Returns: an application whose `run()` throws an error that `ListenError.init` explains when the address cannot be had.
package func buildApplication(
    configuration: WebConfiguration,
    desk: any LiveDesk,
    journal: any CallJournal,
    cards: any CardStore,
    callLog: any CallLog,
    access: any AccessStore,
    missed: any MissedRegister,
    records: any RecordStore,
    missedRules: MissedRules,
    contacts: any ContactStore,
    deals: any DealStore,
    services: any ServiceStore,
    cases: any CaseStore,
    papers: any PaperStore,
    letters: any ContactLetterStore,
    webForms: any WebFormStore,
    mailBoxes: MailBoxDesk,
    imports: ImportDesk,
    bulletins: any BulletinStore,
    reception: any ReceptionStore,
    registry: any ContactRegistry,
    reconciliation: any Reconciliation,
    reports: any Reports,
    savedReports: any SavedReportStore,
    sheets: any SheetWriter,
    clients: any ClientStore,
    clientSearch: any ClientSearch,
    documents: any DocumentStore,
    scripts: any ScriptStore,
    scriptNotation: any ScriptNotation,
    questionnaires: any QuestionnaireStore,
    api: APIStores,
    webhooks: WebhookDesk,
    presence: PresenceDesk,
    transfer: (any CallTransfer)? = nil,
    listening: (any CallListening)? = nil,
    dialling: (any CallDialling)? = nil,
    faxes: FaxDesk? = nil,
    printing: (any DocumentPrinting)? = nil,
    consultation: (any CallConsultation)? = nil,
    handset: (any HandsetControl)? = nil,
    queueControl: (any QueueControl)? = nil,
    pbxAnswers: PBXAnswers? = nil,
    panels: PanelDesk? = nil,
    passwords: any Passwords,
    numbers: any PhoneNumberReading,
    recordings: (any RecordingArchive)? = nil,
    now: @escaping @Sendable () -> Date,
    logger: Logger,
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    let intakeDesk = IntakeDesk(
        contacts: contacts,
        scripts: scripts,
        records: records,
        clients: clientSearch,
        documents: documents,
        numbers: numbers,
        transfer: transfer,
        timeZone: configuration.timeZone,
        now: now,
        logger: logger
    )
    let site = Site(
        configuration: configuration,
        desk: desk,
        journal: journal,
        callLog: callLog,
        earlierCalls: EarlierCalls(
            journal: journal,
            clients: clients,
            clientSearch: clientSearch,
            numbers: numbers,
            logger: logger
        ),
        cards: cards,
        cardMemory: CardMemory(cards: cards, journal: journal, now: now, logger: logger),
        access: access,
        recordings: recordings,
        listeningLog: ListeningLog(access: access),
        logger: logger,
        missed: missed,
        records: records,
        missedRules: missedRules,
        contacts: contacts,
        deals: deals,
        services: services,
        cases: cases,
        papers: papers,
        letters: letters,
        webForms: webForms,
        mailBoxes: mailBoxes,
        imports: imports,
        bulletins: bulletins,
        reception: reception,
        registry: registry,
        missedDesk: MissedDesk(
            register: missed,
            desk: desk,
            timeZone: configuration.timeZone,
            now: now,
            logger: logger
        ),
        reconciliation: reconciliation,
        reports: reports,
        savedReports: savedReports,
        sheets: sheets,
        clients: clients,
        clientSearch: clientSearch,
        documents: documents,
        scripts: scripts,
        scriptNotation: scriptNotation,
        questionnaires: questionnaires,
        webhooks: webhooks,
        presence: presence,
        queueControl: queueControl,
        transfer: transfer,
        listening: listening,
        dialling: dialling,
        diallingLimit: DiallingLimit(perMinute: configuration.dialling.perMinute),
        faxes: faxes,
        printing: printing,
        consultation: consultation,
        handset: handset,
        intakeDesk: intakeDesk,
        questionnaireDesk: QuestionnaireDesk(
            store: questionnaires,
            scripts: scripts,
            contacts: contacts,
            intake: intakeDesk,
            now: now
        ),
        logIn: LogIn(store: access, passwords: passwords, now: now, logger: logger),
        api: api,
        tokenCheck: TokenCheck(store: api.tokens, now: now),
        pbxAnswers: pbxAnswers,
        panels: panels,
        numbers: numbers,
        dids: DIDDirectory(records: records, numbers: numbers, in: configuration.timeZone),
        now: now
    )
    return Application(
        router: site.makeRouter(),
        server: try configuration.certificate?.server() ?? .http1(configuration: .noticingDeadPeers),
        configuration: ApplicationConfiguration(
            address: .hostname(configuration.host, port: configuration.port),
            serverName: nil
        ),
        onServerRunning: { channel in await onListening(channel.localAddress?.port ?? configuration.port) },
        logger: logger
    )
}
