import Foundation

/// How often a form is taken: from one address, where a visitor sends it a few times at most, and from all of them, so that whoever has many
/// addresses cannot fill the worklist either. Kept in memory, by each server for itself.
package actor WebFormLimit {
    private struct Place: Hashable {
        var form: WebFormID
        var address: String
    }

    /// So many from one address within `addressWindow`: an office may have one for all.
    package static let perAddress = 10
    package static let perForm = 60
    private static let addressWindow: TimeInterval = 600
    private static let formWindow: TimeInterval = 60

    private var ofForms: [WebFormID: [Date]] = [:]
    private var ofPlaces: [Place: [Date]] = [:]

    package init() {}

    /// - Returns: seconds after which one more is allowed; `nil` where it is allowed now and counts.
    package func take(_ form: WebFormID, from address: String, at now: Date) -> Int? {
        let place = Place(form: form, address: address)
        let all = (ofForms[form] ?? []).filter { now.timeIntervalSince($0) < Self.formWindow }
        let own = (ofPlaces[place] ?? []).filter { now.timeIntervalSince($0) < Self.addressWindow }
        if own.count >= Self.perAddress, let first = own.first {
            return Self.seconds(until: first + Self.addressWindow, from: now)
        }
        if all.count >= Self.perForm, let first = all.first {
            return Self.seconds(until: first + Self.formWindow, from: now)
        }
        ofForms[form] = all + [now]
        ofPlaces[place] = own + [now]
        forget(at: now)
        return nil
    }

    private static func seconds(until then: Date, from now: Date) -> Int {
        max(1, Int(then.timeIntervalSince(now).rounded(.up)))
    }

    /// No more places come than forms allow, but those of days would add up.
    private func forget(at now: Date) {
        guard ofPlaces.count > 1_000 else { return }
        ofPlaces = ofPlaces.filter { now.timeIntervalSince($0.value.last ?? .distantPast) < Self.addressWindow }
    }
}
