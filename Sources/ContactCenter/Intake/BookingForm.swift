import Foundation

/// A time that is to be promised, as somebody fills it in, on a page of its own or at a step of a script: where or which car, when,
/// with whom, what for.
package struct BookingForm: Hashable, Sendable {
    /// The fields by their names in the form; in a script the offer's name stands before them.
    package enum Field: String, Sendable {
        case workshop, vehicle, responsible, day, time, length, works
        /// Made though somebody is in the way.
        case anyway
        /// The document that was made; nobody types it.
        case document
    }

    package var offer: Offer
    package var workshop: WorkshopID?
    package var vehicle: TestVehicleID?
    package var responsible: EmployeeID?
    package var day: Day
    /// `09:30`
    package var time: String
    /// In minutes. Of a test drive it may be empty: as long as the car is usually tried.
    package var length: String
    package var works: String
    /// Made though somebody is in the way.
    package var isAnyway: Bool
    package var problems: [FieldProblem] = []
    /// `nil` where something is wrong.
    package private(set) var period: Period?
    /// The branch's in which it is promised: its day and time are by this clock.
    package let zone: TimeZone
    /// When that branch is open on the day.
    package let openDay: OpenDay

    /// - Parameters:
    ///   - places: the cars and workshops that it may be promised at.
    ///   - field: gives what was typed in a field; what is not there follows from the contact.
    package init(
        _ offer: Offer,
        of contact: Contact,
        at places: BookingPlaces,
        now: Date,
        field: (Field) -> String?
    ) {
        func record<Record>(_ name: Field, _ known: RecordID<Record>?) -> RecordID<Record>? {
            field(name).map { Int64($0).map(RecordID<Record>.init(_:)) } ?? known
        }
        let vehicles = places.vehicles
        self.offer = offer
        workshop = offer == .appointment ? record(.workshop, contact.workshop) : nil
        vehicle = offer == .testDrive ? record(.vehicle, vehicles.count == 1 ? vehicles[0].id : nil) : nil
        let branch = offer == .appointment ? places.branch(of: workshop) : places.branch(of: vehicle)
        zone = places.calendar.zone(of: branch)
        let calendar = BusinessCalendar(zone)
        let usual = offer.usualTime(now: now, places.calendar, branch)
        responsible = record(.responsible, contact.responsible)
        day = field(.day).flatMap { Day($0) } ?? usual.day
        openDay = places.calendar.openDay(of: branch, on: day)
        time = field(.time) ?? usual.time
        length = field(.length) ?? offer.usualLength
        works = field(.works) ?? (offer == .appointment ? contact.works : nil) ?? ""
        isAnyway = field(.anyway) != nil
        if let typed = field(.day), Day(typed) == nil { refuse(.day, .malformed) }
        if offer == .appointment, workshop == nil { refuse(.workshop, .required) }
        if offer == .testDrive, vehicle == nil { refuse(.vehicle, .required) }
        if works.unicodeScalars.count > 4_000 { refuse(.works, .tooLong(limit: 4_000)) }
        let minutes = minutes(of: vehicles.first { $0.id == vehicle }?.record)
        if minutes == nil { refuse(.length, .malformed) }
        if let minutes, !Document.driveLengths.contains(minutes) { refuse(.length, .outOfRange(Document.driveLengths)) }
        guard let begin = Self.minute(time).map({ calendar.instant($0, on: day) }) else {
            refuse(.time, .malformed)
            return
        }
        if let minutes, Document.driveLengths.contains(minutes) {
            period = Period(from: begin, until: begin + Double(minutes) * 60)
        }
    }

    /// It is promised for a time at which the branch is closed. It may be meant.
    package var isOutsideHours: Bool {
        guard let period, let begin = Self.minute(time) else { return false }
        return !openDay.isOpen(during: begin..<begin + Int(period.until.timeIntervalSince(period.from) / 60))
    }

    /// How long it takes with this car, by what stands in the form.
    package func minutes(of vehicle: TestVehicle?) -> Int64? {
        let typed = length.trimmingCharacters(in: .whitespaces)
        if typed.isEmpty, offer == .testDrive { return vehicle?.driveMinutes ?? TestVehicle().driveMinutes }
        return Int64(typed)
    }

    private mutating func refuse(_ field: Field, _ kind: FieldProblem.Kind) {
        problems.append(FieldProblem(field.rawValue, kind))
    }

    /// Since midnight.
    private static func minute(_ time: String) -> Int? {
        let parts = time.split(separator: ":")
        guard parts.count >= 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    /// The paper of it, without a number. `nil` where something is wrong.
    package func document(of contact: Contact, _ id: ContactID, now: Date) -> Document? {
        guard problems.isEmpty, let period else { return nil }
        var document = Document()
        document.kind = offer.document
        document.at = now
        document.client = contact.client
        document.vehicle = contact.vehicle
        document.contact = id
        document.responsible = responsible
        document.workshop = workshop
        document.testVehicle = vehicle
        document.startsAt = period.from
        document.endsAt = period.until
        document.works = works.isEmpty ? nil : works
        return document
    }

    /// The field that a field of the document comes from.
    package static func field(ofDocument name: String) -> Field {
        switch name {
        case "workshop_id": .workshop
        case "test_vehicle_id": .vehicle
        case "responsible_id": .responsible
        case "works": .works
        default: .time
        }
    }
}

extension Offer {
    /// The name of a script's answer that a field comes from: `appointment_time`.
    package func answer(_ field: BookingForm.Field) -> String { "\(rawValue)_\(field.rawValue)" }

    /// The name of a script's answer that says whether it is made: `made` or `declined`.
    package var answer: String { rawValue }

    /// What a form begins with: tomorrow morning for a workshop, or the next morning on which the branch is open. A car may be tried
    /// at once.
    func usualTime(now: Date, _ calendar: WorkCalendar, _ branch: BranchID?) -> (day: Day, time: String) {
        let clock = BusinessCalendar(calendar.zone(of: branch))
        let today = clock.day(of: now)
        let ten = 10 * 60
        for distance in (self == .testDrive ? 0 : 1)...14 {
            let day = today + distance
            let open = calendar.openDay(of: branch, on: day)
            let shown = open.pictured()
            let halves = stride(from: shown.lowerBound * 60, to: shown.upperBound * 60, by: 30)
                .filter { open.isOpen(at: $0) && clock.instant($0, on: day) >= now }
            if day > today, open.isOpen(at: ten) { return (day, DriveDay.time(ten)) }
            if let first = halves.first { return (day, DriveDay.time(first)) }
        }
        return (today + 1, DriveDay.time(ten))
    }

    var usualLength: String { self == .appointment ? "60" : "" }
}
