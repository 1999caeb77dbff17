import Foundation

/// How a client stands with the business in one direction (requirement S1.8, decision D11). That there is nothing yet is no status.
package enum CRMStatus: String, CaseIterable, Sendable {
    /// Has turned to us, and no document came of it yet.
    case new
    /// Has had a document lately.
    case active
    /// Nothing has come from the client for long.
    case sleeping
    case lost
    case vip

    /// What contacts and documents say by themselves; that a client is lost or a VIP only people say.
    ///
    /// - Parameter span: after so long without anything a client sleeps.
    /// - Returns: `nil` where the client never turned to us in this direction.
    package static func derived(
        from dealings: ClientDealings,
        at now: Date,
        sleepingAfter span: TimeInterval
    ) -> CRMStatus? {
        guard let last = [dealings.lastContactAt, dealings.lastDocumentAt].compactMap(\.self).max() else { return nil }
        if now.timeIntervalSince(last) > span { return .sleeping }
        return dealings.lastDocumentAt == nil ? .new : .active
    }
}

/// When a client last had to do with us in one direction.
package struct ClientDealings: Hashable, Sendable {
    package var lastContactAt: Date?
    package var lastDocumentAt: Date?

    package init(lastContactAt: Date? = nil, lastDocumentAt: Date? = nil) {
        self.lastContactAt = lastContactAt
        self.lastDocumentAt = lastDocumentAt
    }
}

extension ClientDossier {
    /// By direction, those without a status left out: what somebody set, else what follows from contacts and documents.
    package func statuses(
        at now: Date,
        sleepingAfter span: TimeInterval
    ) -> [(direction: ReasonCategory, status: CRMStatus)] {
        ReasonCategory.allCases.compactMap { direction in
            let derived = dealings[direction].flatMap { CRMStatus.derived(from: $0, at: now, sleepingAfter: span) }
            return (client.record.statuses[direction] ?? derived).map { (direction, $0) }
        }
    }
}

extension Document.Kind {
    /// The direction of the business that such papers come from.
    package var direction: ReasonCategory {
        switch self {
        case .appointment, .repairRequest, .workOrder: .service
        case .testDrive: .showroom
        case .invoice: .shop
        }
    }
}
