import Foundation

/// One registered approach of a person to the business, by any channel: the row of the registry.
///
/// Kept from the moment somebody begins to take it, saved at every step, and given its number when it is registered
/// (decision D19).
package struct Contact: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        /// Somebody is taking it, or began to and went away; stands in the registry without a number (requirement S0.20).
        case unfinished
        case registered
    }

    /// Whether the business knew the person before (decision D3); neither for by-status contacts and continuations.
    package enum Novelty: String, CaseIterable, Sendable {
        case firstTime = "first_time"
        case `repeat`
        case neither
    }

    /// What came of it for the caller.
    package enum Outcome: String, CaseIterable, Sendable {
        /// The call went to the responsible employee.
        case transferred
        /// Nobody could take the call; a reminder to call back was left.
        case reminder
        /// The operator answered the question, or there was nothing to do.
        case informed
        /// The call broke off before anything was learned (requirement S0.19).
        case dropped
        /// Who came is handed to an employee, who goes on with it (requirement S1.26).
        case assigned
        /// Somebody waited and went away unserved; the reason stands beside their place in the queue (requirement S1.31).
        case lost
    }

    package var state = State.unfinished
    /// Prefix and eight digits: `A00002851`; `nil` until it is registered.
    package var number: String?
    /// When the person turned to us: the answer of the call, or when the contact was begun by hand.
    package var at = Date(timeIntervalSince1970: 0)
    package var registeredAt: Date?
    package var channel: ContactChannelID?
    package var reason: ReasonID?

    /// The call that it came by; `nil` for one begun by hand.
    package var call: CallID?
    /// As the PBX delivered it; `nil` where caller ID was not delivered (requirement S0.6).
    package var callerNumber: String?
    package var callerKey: NumberKey?
    package var did: String?
    /// The phone that took it.
    package var phone: Extension?
    package var source: SourceID?
    package var branch: BranchID?
    /// What it is taken for: that of the number dialled, where nobody has said otherwise (requirement S3.21).
    package var project: ProjectID?

    /// Who registers it; of an unfinished one who takes it: one person at a time (decision D24).
    package var registrar: UserID?
    /// Who goes on with it.
    package var responsible: EmployeeID?
    package var workshop: WorkshopID?
    /// The department of the responsible employee (decision D5).
    package var department: DepartmentID?

    package var client: ClientID?
    package var clientType: ClientType?
    package var vehicle: VehicleID?
    /// What the caller said they drive, where the car is in no directory: `MAZDA (2006)` (requirements S0.27, S0.38).
    package var statedVehicle: StatedVehicle?
    /// How to address the caller: `Константин`.
    package var personName: String?
    /// Where to call back, as it was typed.
    package var contactPhone: String?
    /// What is to be done: `Диагностика подвески`.
    package var works: String?
    package var comment: String?

    /// Expresses demand; set by people, not implied by the reason (requirement S0.48).
    package var isInquiry = false
    package var novelty: Novelty?
    /// Somebody said so by hand: it is not worked out anew when the client becomes known.
    package var isNoveltySet = false
    /// Asks about work already ordered (decision D2).
    package var isStatusInquiry = false
    /// How good an inquiry it is.
    package var quality: LeadQualityID?
    /// What it is about, in the order of their numbers, each once (requirement S3.38).
    package var topics: [TopicID] = []
    /// The deal that it belongs to (requirement S2.11).
    package var deal: DealID?
    /// The earlier contact that it continues.
    package var baseContact: ContactID?
    package var outcome: Outcome?

    /// How far those have come who go on with it; `nil` where nobody has to: it is not registered yet, was settled at once, or is in
    /// the hands of somebody who does not log in.
    package var work: ContactWork?
    /// What came of it, in the words of who processed it.
    package var result: String?
    /// What is to be done next: `Позвонить, уточнить срок`. A reminder of the responsible employee comes when it is due.
    package var nextAction: String?
    /// By when it is to be processed, or its next action to be done.
    package var dueAt: Date?

    package init() {}

    /// Somebody is to go on with it.
    package var isOpen: Bool { outcome == nil || outcome == .assigned }

    /// There is nothing to go on with.
    package var isSettled: Bool {
        switch outcome {
        case .informed, .dropped, .lost: true
        case .transferred, .reminder, .assigned, nil: false
        }
    }

    package var isContinuation: Bool { baseContact != nil }
}

/// A car that is known only from what the caller said.
package struct StatedVehicle: Hashable, Sendable {
    package var make: VehicleMakeID?
    /// As it was typed or chosen: `MAZDA`.
    package var makeName: String
    package var model: String?
    package var year: Int64?

    package init(make: VehicleMakeID? = nil, makeName: String, model: String? = nil, year: Int64? = nil) {
        self.make = make
        self.makeName = makeName
        self.model = model
        self.year = year
    }

    /// `MAZDA (2006)`, `MAZDA 6 (2006)`.
    package var title: String {
        [makeName, model ?? "", year.map { "(\($0))" } ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
