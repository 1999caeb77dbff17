import Foundation

/// An appointment as somebody fills it in, on a page of its own or at a step of a script: where, when, with whom, what for.
package struct AppointmentForm: Hashable, Sendable {
    package var workshop: WorkshopID?
    package var responsible: EmployeeID?
    package var day: Day
    /// `09:30`
    package var time: String
    /// In minutes.
    package var length: String
    package var works: String
    /// Made though somebody is in the way.
    package var isAnyway: Bool
    package var problems: [FieldProblem] = []
    /// `nil` where something is wrong.
    package private(set) var period: Period?

    /// - Parameter field: gives what was typed in a field; what is not there follows from the contact.
    package init(_ contact: Contact, now: Date, in zone: TimeZone, field: (String) -> String?) {
        func record<Record>(_ name: String, _ known: RecordID<Record>?) -> RecordID<Record>? {
            field(name).map { Int64($0).map(RecordID<Record>.init(_:)) } ?? known
        }
        let calendar = BusinessCalendar(zone)
        workshop = record("workshop", contact.workshop)
        responsible = record("responsible", contact.responsible)
        day = field("day").flatMap { Day($0) } ?? calendar.day(of: now) + 1
        time = field("time") ?? "10:00"
        length = field("length") ?? "60"
        works = field("works") ?? contact.works ?? ""
        isAnyway = field("anyway") != nil
        if let typed = field("day"), Day(typed) == nil { problems.append(FieldProblem("day", .malformed)) }
        if workshop == nil { problems.append(FieldProblem("workshop", .required)) }
        if works.unicodeScalars.count > 4_000 { problems.append(FieldProblem("works", .tooLong(limit: 4_000))) }
        let minutes = Int64(length.trimmingCharacters(in: .whitespaces))
        if minutes == nil { problems.append(FieldProblem("length", .malformed)) }
        if let minutes, !(5...1_440).contains(minutes) {
            problems.append(FieldProblem("length", .outOfRange(5...1_440)))
        }
        guard let begin = Self.instant(day, time, calendar, zone) else {
            problems.append(FieldProblem("time", .malformed))
            return
        }
        if let minutes, (5...1_440).contains(minutes) {
            period = Period(from: begin, until: begin + Double(minutes) * 60)
        }
    }

    /// The instant that clocks call so on that day.
    private static func instant(_ day: Day, _ time: String, _ calendar: BusinessCalendar, _ zone: TimeZone) -> Date? {
        let parts = time.split(separator: ":")
        guard parts.count >= 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        let start = calendar.start(of: day)
        let plain = start + Double(hour * 3_600 + minute * 60)
        // The clocks may have been changed since midnight.
        return plain + Double(zone.secondsFromGMT(for: start) - zone.secondsFromGMT(for: plain))
    }

    /// Those whom it would keep from being there.
    package func inWay(among booked: [BookedTime]) -> [BookedTime] {
        guard let period else { return [] }
        return booked.filter { $0.isInWay(of: period, with: responsible) }
    }

    /// The paper of it, without a number.
    package func document(of contact: Contact, _ id: ContactID, now: Date) -> Document? {
        guard problems.isEmpty, let period else { return nil }
        var document = Document()
        document.kind = .appointment
        document.at = now
        document.client = contact.client
        document.vehicle = contact.vehicle
        document.contact = id
        document.responsible = responsible
        document.workshop = workshop
        document.startsAt = period.from
        document.endsAt = period.until
        document.works = works.isEmpty ? nil : works
        return document
    }
}
