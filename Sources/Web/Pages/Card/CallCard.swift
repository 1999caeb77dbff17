import ContactCenter
import Foundation

/// One card: a call as it concerns the phone, with what belongs to it.
struct CallCard: Hashable, Sendable {
    var call: PhoneCall
    /// The call for which the card opened. That of a repeated call is another one than `call`.
    var opened: CallID
    /// Earlier calls of the number on the same card.
    var earlier: [CallID] = []
    /// How many times the number has called within a minute, this call included.
    var count = 1
    /// Who sits at the phones that the card names.
    var names: [Extension: String] = [:]
    var notes: [CallNote] = []
    /// Who takes the contact, as far as that was told since the page came.
    var taker: ContactTaker?
    /// Who listens in, as far as that is told.
    var listeners: [String] = []
    /// The fax that went into the call, the last one.
    var fax: FaxTransmission?
    /// What the person may do about asking a colleague; `nil` where nothing.
    var consultation: CardConsultation?
    /// What the phone can be told to do; `nil` where nothing.
    var handset: CardHandset?
    /// Whose page it is; who looks at somebody else's reads the notes and makes none.
    var sitter: UserID?
    /// The one that a fresh page shows; the others stand in the tray.
    var isShown = true

    var key: String { "card-\(opened)" }
    /// All calls that closing the card is done with.
    var calls: [CallID] { earlier + [call.id] }

    /// What the sitter has noted, on whichever of the calls it was.
    var ownNote: CallNote? {
        notes.last { $0.user == sitter && !$0.text.isEmpty } ?? notes.last { $0.user == sitter && $0.call == call.id }
    }

    var otherNotes: [CallNote] {
        let own = ownNote
        return notes.filter { $0 != own && !$0.text.isEmpty }
    }
}
