import ContactCenter
import Foundation
import Hummingbird
import Logging

/// What the pages stand on.
struct Site: Sendable {
    var configuration: WebConfiguration
    var desk: any LiveDesk
    var journal: any CallJournal
    var callLog: any CallLog
    var earlierCalls: EarlierCalls
    var cards: any CardStore
    var cardMemory: CardMemory
    var access: any AccessStore
    /// `nil` where no folder of recordings is set up.
    var recordings: (any RecordingArchive)?
    var listeningLog: ListeningLog
    var logger: Logger
    var missed: any MissedRegister
    var records: any RecordStore
    var missedRules: MissedRules
    var contacts: any ContactStore
    var deals: any DealStore
    var services: any ServiceStore
    var cases: any CaseStore
    var papers: any PaperStore
    var letters: any ContactLetterStore
    var webForms: any WebFormStore
    var mailBoxes: MailBoxDesk
    var imports: ImportDesk
    var bulletins: any BulletinStore
    var reception: any ReceptionStore
    var registry: any ContactRegistry
    var missedDesk: MissedDesk
    var reconciliation: any Reconciliation
    var reports: any Reports
    var savedReports: any SavedReportStore
    var sheets: any SheetWriter
    var clients: any ClientStore
    var clientSearch: any ClientSearch
    var documents: any DocumentStore
    var scripts: any ScriptStore
    var scriptNotation: any ScriptNotation
    var questionnaires: any QuestionnaireStore
    var webhooks: WebhookDesk
    var presence: PresenceDesk
    /// `nil` where another process follows the PBX.
    var queueControl: (any QueueControl)?
    /// `nil` where another process follows the PBX.
    var transfer: (any CallTransfer)?
    /// `nil` where another process follows the PBX.
    var listening: (any CallListening)?
    /// `nil` where another process follows the PBX.
    var dialling: (any CallDialling)?
    var diallingLimit: DiallingLimit
    /// `nil` where no faxes are set up.
    var faxes: FaxDesk?
    /// `nil` where documents are not printed.
    var printing: (any DocumentPrinting)?
    var consultation: (any CallConsultation)?
    /// `nil` where another process follows the PBX.
    var handset: (any HandsetControl)?
    var intakeDesk: IntakeDesk
    var questionnaireDesk: QuestionnaireDesk
    var logIn: LogIn
    var api: APIStores
    var tokenCheck: TokenCheck
    /// `nil` where no PBX may ask.
    var pbxAnswers: PBXAnswers?
    /// `nil` where no other program may be asked.
    var panels: PanelDesk?
    var numbers: any PhoneNumberReading
    var dids: DIDDirectory
    var now: @Sendable () -> Date

    /// Who reads: language by the address, the cookie, the browser's wish, in this order; theme by the cookie.
    func viewer(of request: Request, _ context: Context) -> Viewer {
        let asked = request.uri.queryParameters["lang"] ?? request.cookies["lang"]?.value[...]
        let code = asked.flatMap { Language.Code(rawValue: String($0)) }
        return Viewer(
            language: .of(code ?? preferredLanguage(request.headers[.acceptLanguage]) ?? configuration.language),
            theme: (request.cookies["theme"]?.value).flatMap(Viewer.Theme.init),
            timeZone: configuration.timeZone,
            numbers: numbers,
            dids: dids,
            clientSleepsAfter: configuration.clientSleepsAfter,
            numberLinks: NumberLinks(form: configuration.numberForm, rules: configuration.dialling),
            leadBinding: configuration.leadBinding,
            now: now(),
            reader: context.reader,
            frame: context.frame,
            awayAfter: configuration.awayAfter,
            hasFaxes: faxes?.sends ?? false
        )
    }
}

/// The first language of an `Accept-Language` header that there is; browsers send them in the order of preference.
private func preferredLanguage(_ header: String?) -> Language.Code? {
    let wishes = (header ?? "").split(separator: ",")
    return wishes.lazy.compactMap { wish in
        Language.Code(rawValue: wish.drop(while: \.isWhitespace).prefix(2).lowercased())
    }.first
}
