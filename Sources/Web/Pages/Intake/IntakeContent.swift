import ContactCenter
import Foundation

/// What a step of a script shows beside itself: what may be chosen, who is known.
struct IntakeContent: Sendable {
    /// An earlier contact that this one may continue.
    struct Earlier: Hashable, Sendable {
        var contact: Kept<Contact>
        var reason: String?
        var responsible: String?
        var client: String?
    }

    /// An appointment as far as it is filled in, and what stands in the workshop's day beside it.
    struct Appointment: Sendable {
        var form: AppointmentForm
        var booked: [BookedTime]
        var workshops: [RecordChoice]
        var employees: [RecordChoice]
        /// Made at this step before.
        var document: Kept<Document>?
    }

    var reasons: [Kept<Reason>] = []
    var channels: [Kept<ContactChannel>] = []
    var people: [PickedPerson] = []
    /// Who was chosen and is not in the directory any more.
    var gone: String?
    var earlier: [Earlier] = []
    var quality: [QualityContact] = []
    var appointment: Appointment?
    /// Who may be calling, or what a search has found.
    var found = FoundInDirectory()
    /// What a card shows of the client who was chosen.
    var dossier: ClientDossier?
    /// Who the client is, once that is known.
    var client: FoundClient?
    var makes: [Kept<VehicleMake>] = []
    /// Of other directories that the step asks for.
    var choices: [String: [RecordChoice]] = [:]
    var workshop: String?
    /// Fills the phrases to be said.
    var placeholders: [ScriptPlaceholder: String] = [:]
    /// The names of records that the result names.
    var reasonName: String?
    var responsibleName: String?
}

/// Where a step's form is sent, and what its page is for.
enum IntakePurpose: Hashable, Sendable {
    /// A contact is taken.
    case contact
    /// A script is tried out, and nothing is registered.
    case trial(ScriptID, version: Int64)
}
