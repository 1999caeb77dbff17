import ContactCenter
import Foundation

/// The addresses that pages link to. `Routes.swift` says who answers there.
enum SitePath {
    static let online: HTML = "/online"
    static let logIn: HTML = "/login"
    static let logOut: HTML = "/logout"
    static let colleagues: HTML = "/colleagues"
    static func pickUp(from user: UserID) -> HTML { "/colleagues/\(user.rawValue)/pick-up" }
    static let listening: HTML = "/listening"
    static let listeningMode: HTML = "/listening/mode"
    static let listeningEnd: HTML = "/listening/end"
    static let consult: HTML = "/card/consult"
    static let sendOn: HTML = "/card/send"
    static func consultation(_ step: ConsultationStep) -> HTML { "/card/consult/\(HTML(text: step.rawValue))" }
    static func handset(_ key: HandsetKey) -> HTML { "/card/handset/\(HTML(text: key.rawValue))" }
    static let dial: HTML = "/dial"
    static let hangUpDialled: HTML = "/dial/hang-up"
    static let seat: HTML = "/seat"
    static let presence: HTML = "/presence"
    static func presence(of user: UserID) -> HTML { "/presence/of/\(user.rawValue)" }
    static let ownStatuses: HTML = "/presence/own"

    static func logIn(thenTo address: String) -> HTML { "/login?next=\(percentEncoded(address))" }

    /// Lists begin with these; `ListAddress` has the rest of their addresses.
    static let calls = "/calls"
    static let register = "/register"

    static let card: HTML = "/card"

    /// A contact that is being taken.
    static func intake(_ id: ContactID) -> HTML { "/intake/\(id.description)" }
    static func intakeStep(_ id: ContactID) -> HTML { "/intake/\(id.description)/step" }
    static func intakeClients(_ id: ContactID) -> HTML { "/intake/\(id.description)/clients" }
    static func intakeTaking(_ id: ContactID) -> HTML { "/intake/\(id.description)/take" }
    static func intakeSource(_ id: ContactID) -> HTML { "/intake/\(id.description)/source" }
    static func intakeTopics(_ id: ContactID) -> HTML { "/intake/\(id.description)/topics" }
    static let newIntake: HTML = "/intake"

    static let scripts: HTML = "/scripts"
    static func script(_ id: ScriptID) -> HTML { "/scripts/\(id.description)" }
    static func scriptTrial(_ id: ScriptID) -> HTML { "/scripts/\(id.description)/trial" }
    static let newQuestionnaire: HTML = "/scripts/questionnaires"
    static func questionnaire(_ id: QuestionnaireID) -> HTML { "/questionnaires/\(id.rawValue)" }
    static func questionnaireStep(_ id: QuestionnaireID) -> HTML { "/questionnaires/\(id.rawValue)/step" }
    static func questionnaires(of contact: ContactID) -> HTML { "/contacts/\(contact.rawValue)/questionnaires" }
    static let reports: HTML = "/reports"
    static func savedReport(_ id: SavedReportID) -> HTML { "/reports/saved/\(id.rawValue)" }
    static let webhooks: HTML = "/webhooks"
    static let newWebhook: HTML = "/webhooks/new"
    static func webhook(_ id: WebhookID) -> HTML { "/webhooks/\(id.rawValue)" }

    /// The traffic panel.
    static let reception: HTML = "/reception"

    static let registry: HTML = "/registry"
    /// Begins a contact by hand.
    static let newContact: HTML = "/contacts/new"

    /// Whom it may be given to.
    static func people(for contact: ContactID) -> HTML { "/contacts/\(contact.rawValue)/people" }

    static let missed: HTML = "/missed"
    static let missedContact: HTML = "/missed/contact"
    /// The unwanted numbers.
    static let queueMembers: HTML = "/queues/members"
    static let spamNumbers: HTML = "/missed/numbers"

    /// The card's page with the question which phone it is for.
    static let anotherPhone: HTML = "/card?extension="

    static func card(of phone: Extension) -> HTML { "/card?\(extensionQuery(phone))" }
    static func extensionQuery(_ phone: Extension) -> HTML { "extension=\(percentEncoded(phone.rawValue))" }
    static func call(_ id: CallID) -> HTML { "/calls/\(percentEncoded(id.description))" }

    static let clients: HTML = "/clients"
    static let newClient: HTML = "/clients/new"
    static let clientDoubles: HTML = "/clients/doubles"
    /// Answers to what is typed so far.
    static let findClients: HTML = "/clients/find"
    static let findClientToChoose: HTML = "/clients/find?as=choices"

    static func client(_ id: ClientID) -> HTML { "/clients/\(id.rawValue)" }
    static func history(of client: ClientID) -> HTML { "\(Self.client(client))/history" }
    static func conversations(with client: ClientID) -> HTML { "\(Self.client(client))/conversations" }
    static func newClient(phone: String) -> HTML { "/clients/new?phone=\(percentEncoded(phone))" }

    static func vehicle(_ id: VehicleID) -> HTML { "/vehicles/\(id.rawValue)" }
    /// The vehicle's form with a new owner filled in.
    static func vehicle(_ id: VehicleID, for owner: ClientID) -> HTML { "\(vehicle(id))?owner=\(owner.rawValue)" }
    static func newVehicle(owner: ClientID) -> HTML { "/vehicles/new?owner=\(owner.rawValue)" }

    static let documents: HTML = "/documents"
    static func document(_ id: DocumentID) -> HTML { "/documents/\(id.rawValue)" }
    static func printed(_ id: DocumentID) -> HTML { "\(document(id))/printed" }
    static func newDocument(client: ClientID) -> HTML { "/documents/new?client=\(client.rawValue)" }

    static let papers: HTML = "/papers"
    static func paper(_ id: PaperID) -> HTML { "/papers/\(id.rawValue)" }

    static func photo(of employee: EmployeeID) -> HTML { "/employees/\(employee.rawValue)/photo" }
    static func photo(of employee: EmployeeID, tag: String) -> HTML { "\(photo(of: employee))/\(tag)" }

    static func fax(_ id: FaxID) -> HTML { "/faxes/\(id.rawValue)" }

    static func contact(_ id: ContactID) -> HTML { "/contacts/\(id.rawValue)" }

    static func recording(_ number: Int, of call: CallID) -> HTML { "\(Self.call(call))/recordings/\(number)" }

    static func percentEncoded(_ text: String) -> String { text.percentEncoded() }
}
