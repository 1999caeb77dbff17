import Foundation

/// A document that came from a contact (requirement S0.39).
package struct ContactDocument: Hashable, Sendable {
    package var id: DocumentID
    package var kind: Document.Kind
    package var number: String
    package var at: Date

    package init(id: DocumentID, kind: Document.Kind, number: String, at: Date) {
        self.id = id
        self.kind = kind
        self.number = number
        self.at = at
    }
}

/// A contact about how content the client was (requirement S0.29, decision D10): its reason is one of feedback.
package struct QualityContact: Hashable, Sendable {
    package var contact: Kept<Contact>
    package var reason: String
    /// What the script's question `score` was answered with; `nil` where none was asked.
    package var score: String?

    package init(contact: Kept<Contact>, reason: String, score: String? = nil) {
        self.contact = contact
        self.reason = reason
        self.score = score
    }
}

/// A contact with all that its card shows beside its own fields.
package struct ContactDossier: Hashable, Sendable {
    package var contact: Kept<Contact>
    /// A document says that the client is to come (requirement S0.47).
    package var hasAppointment: Bool
    /// A document says that the client came.
    package var hasArrival: Bool
    package var clientName: String?
    package var clientPhones: [ClientPhone]
    /// The car from the directory: `MAZDA 6 (2007)`.
    package var vehicleName: String?
    /// The number of the contact that it continues.
    package var baseNumber: String?
    package var documents: [ContactDocument]
    package var entries: [ConversationEntry]
    package var reminders: [KeptReminder]
    /// Other contacts of the same number within `redialWindow`: somebody dialled again (requirement S0.50).
    package var redials: [Kept<Contact>]
    /// The latest first.
    package var changes: [Change]

    /// Who dials again after so long begins anew.
    package static let redialWindow: TimeInterval = 600

    package init(
        contact: Kept<Contact>,
        hasAppointment: Bool = false,
        hasArrival: Bool = false,
        clientName: String? = nil,
        clientPhones: [ClientPhone] = [],
        vehicleName: String? = nil,
        baseNumber: String? = nil,
        documents: [ContactDocument] = [],
        entries: [ConversationEntry] = [],
        reminders: [KeptReminder] = [],
        redials: [Kept<Contact>] = [],
        changes: [Change] = []
    ) {
        self.contact = contact
        self.hasAppointment = hasAppointment
        self.hasArrival = hasArrival
        self.clientName = clientName
        self.clientPhones = clientPhones
        self.vehicleName = vehicleName
        self.baseNumber = baseNumber
        self.documents = documents
        self.entries = entries
        self.reminders = reminders
        self.redials = redials
        self.changes = changes
    }
}

/// Contacts, from the moment somebody begins to take one.
///
/// Every change is kept in the history in its own transaction, names the version that it was made over, and is told to `news`
/// after the commit.
package protocol ContactStore: Sendable {
    var news: ContactNews { get }

    /// The contact of a call: the one there is, whoever began it, or a new one. A call is one contact, also for two who begin
    /// at the same moment (decision D24).
    ///
    /// - Parameter phone: at which the call was taken.
    func begin(_ call: Call, at phone: Extension?, by author: RecordAuthor) async throws -> Kept<Contact>
    /// A contact without a call (requirements S0.12, S0.46).
    func begin(_ contact: Contact, by author: RecordAuthor) async throws -> Saving<Contact>

    /// An unfinished contact is now taken by the author, who will register it (decision D24). Its version stays.
    ///
    /// - Parameter taker: who has taken it until now.
    /// - Returns: `nil` when somebody else took it meanwhile, or it is registered.
    func take(_ id: ContactID, from taker: UserID?, by author: RecordAuthor) async throws -> Kept<Contact>?

    /// Writes a step, or an edited card. Call, time, number and state stay as they are; the department is that of the
    /// responsible employee (decision D5). Of a registered contact novelty is worked out anew, unless somebody set it.
    func save(
        _ contact: Contact,
        _ id: ContactID,
        over version: Int64,
        by author: RecordAuthor
    ) async throws -> Saving<Contact>

    /// Keeps how far the script of a contact is, and saves what it has learned, in one transaction.
    ///
    /// - Parameter isLast: the contact is registered, too.
    /// - Returns: `nil` for the saving where somebody else was quicker with the run: then nothing is saved.
    func step(
        _ run: KeptRun,
        _ contact: Contact,
        _ id: ContactID,
        over version: Int64,
        isLast: Bool,
        by author: RecordAuthor
    ) async throws -> (keeping: RunKeeping, saving: Saving<Contact>?)

    /// Gives the contact its number (decision D19) and its novelty (D3). Registering twice changes nothing.
    func register(_ id: ContactID, over version: Int64, by author: RecordAuthor) async throws -> Saving<Contact>
    /// Registers a call that broke off: reason and outcome are set, whatever else was entered stays (requirement S0.19).
    func drop(_ id: ContactID, over version: Int64, by author: RecordAuthor) async throws -> Saving<Contact>

    /// Hides it, which is what deleting means (decision D21), or shows it again. A call whose contact was hidden may begin
    /// another, over which the hidden one cannot be restored.
    func setHidden(
        _ isHidden: Bool,
        _ id: ContactID,
        over version: Int64,
        by author: RecordAuthor
    ) async throws -> Saving<Contact>

    /// Hands contacts over to an employee.
    ///
    /// - Returns: how many were changed; what was changed by others meanwhile is left.
    func assign(
        _ contacts: [(id: ContactID, version: Int64)],
        to employee: EmployeeID,
        by author: RecordAuthor
    ) async throws -> Int

    /// Keeps what somebody who goes on with a registered contact has written down: result, next action and when it is due, outcome.
    /// It is in their hands from then on.
    ///
    /// - Parameter isDone: it is processed; there is nothing more to do.
    func process(
        _ contact: Contact,
        _ id: ContactID,
        over version: Int64,
        isDone: Bool,
        by author: RecordAuthor
    ) async throws -> Saving<Contact>
    /// A processed contact is to be gone on with after all.
    func reopen(_ id: ContactID, over version: Int64, by author: RecordAuthor) async throws -> Saving<Contact>
    /// How much each employee has to process, and has processed since the day began (requirement S1.25). Who has nothing of either
    /// is not there. Cheap, however many contacts there are.
    func workLoads(since day: Date) async throws -> [EmployeeID: WorkLoad]

    /// - Returns: `nil` when there is no such contact, or the text is empty or too long.
    func note(_ text: String, on id: ContactID, by author: RecordAuthor) async throws -> ConversationEntry?
    /// - Parameter claim: the request by which it is made, where that is to be carried out once.
    func remind(_ reminder: Reminder, once claim: RequestClaim?) async throws -> Result<KeptReminder, FieldProblem>
    /// Changes who is to do it, when, what about and where to call. Who is told of it is told anew where it has another time, or
    /// somebody else.
    func change(
        _ id: ReminderID,
        over version: Int64,
        to reminder: Reminder,
        by author: RecordAuthor
    ) async throws -> Saving<Reminder>
    /// - Returns: false when it is done already.
    func finish(_ reminder: ReminderID, by author: RecordAuthor) async throws -> Bool
    /// It is to be done after all.
    ///
    /// - Returns: false when it was not done.
    func reopen(_ reminder: ReminderID, by author: RecordAuthor) async throws -> Bool
    /// What is to be done, the longest due first; of what was done the latest first.
    func reminders(_ question: ReminderQuestion) async throws -> [ListedReminder]
    /// What is to be processed, those that nobody has begun with first, the earliest due first; of what was processed the latest first.
    func worklist(_ question: WorklistQuestion) async throws -> [WorklistContact]
    /// How much each person has to do who is an employee.
    func reminderLoads(at now: Date) async throws -> [UserID: ReminderLoad]

    func contact(_ id: ContactID) async throws -> Kept<Contact>?
    /// In this order; what is not there is left out.
    func contacts(_ ids: [ContactID]) async throws -> [Kept<Contact>]
    /// The contact that a call began, or one that became part of it.
    func contact(of call: CallID) async throws -> Kept<Contact>?
    func contact(numbered number: String) async throws -> Kept<Contact>?
    func dossier(_ id: ContactID) async throws -> ContactDossier?
    /// What a person began and did not finish, the latest first.
    func drafts(of user: UserID, limit: Int) async throws -> [Kept<Contact>]
    /// The latest first.
    func contacts(of client: ClientID, limit: Int) async throws -> [Kept<Contact>]
    /// Registered contacts of a client about how content they were, the latest first.
    func qualityContacts(of client: ClientID, limit: Int) async throws -> [QualityContact]
    /// The latest first; nothing for what is no number.
    func contacts(ofNumber key: NumberKey, limit: Int) async throws -> [Kept<Contact>]

    /// Gives a client the earlier contacts of a number that have none, the latest first and at most `limit`, and works their
    /// novelty out anew.
    ///
    /// - Returns: how many.
    func linkEarlier(
        ofNumber key: NumberKey,
        to client: ClientID,
        limit: Int,
        by author: RecordAuthor
    ) async throws -> Int
}

extension ContactStore {
    package func remind(_ reminder: Reminder) async throws -> Result<KeptReminder, FieldProblem> {
        try await remind(reminder, once: nil)
    }
}
