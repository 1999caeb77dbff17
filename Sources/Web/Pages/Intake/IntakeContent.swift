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

    /// A time to be promised as far as it is filled in, and what stands on its day beside it.
    struct Booking: Sendable {
        var form: BookingForm
        /// On a card: the chosen reason offers it.
        var isOffered: Bool
        var booked: [BookedTime]
        var inWay: [BookedTime]
        var places: BookingPlaces
        var workshops: [RecordChoice] = []
        var people: [RecordChoice]
        /// Made at this step before.
        var document: Kept<Document>?

        var cars: [RecordChoice] { places.vehicles.map { RecordChoice(id: $0.id.rawValue, name: $0.record.title) } }
    }

    var reasons: [Kept<Reason>] = []
    var channels: [Kept<ContactChannel>] = []
    var people: [PickedPerson] = []
    /// Who was chosen and is not in the directory any more.
    var gone: String?
    var earlier: [Earlier] = []
    var quality: [QualityContact] = []
    var topics = TopicTree()
    /// Where people know the business from.
    var sources: [Kept<Source>] = []
    /// What the contact is taken for.
    var project: Project?
    var bookings: [Offer: Booking] = [:]
    /// Who is to be reminded while they do not work.
    var remindedOff: (name: String, standing: WorkCalendar.Standing)?
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
    /// A questionnaire is filled in.
    case questionnaire(QuestionnaireID)
}
