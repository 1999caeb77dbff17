import Foundation

/// A day of the cars that may be tried, as a picture of half hours: who has which when, and where a drive may begin (requirement
/// S1.13).
package struct DriveDay: Hashable, Sendable {
    /// What stands at a half hour of a car.
    package enum Slot: Hashable, Sendable {
        /// A drive may begin.
        case free
        /// Nobody has the car yet, but somebody will before a drive that begins here is over.
        case tooShort
        case past
        /// Its branch is closed, for so many half hours.
        case closed(halves: Int)
        /// For so many half hours.
        case taken(BookedTime, halves: Int)
    }

    package struct HalfHour: Hashable, Sendable {
        /// In minutes since midnight.
        package var minute: Int
        package var slot: Slot
    }

    package struct Lane: Hashable, Sendable {
        package var vehicle: Kept<TestVehicle>
        /// The clock by which its half hours are.
        package var zone: TimeZone
        package var openDay: OpenDay
        /// From the first one on; what is taken for several stands there once.
        package var slots: [HalfHour]
    }

    package var lanes: [Lane]

    /// The hours that are shown: those in which one of the branches is open, and those of what is promised all the same. None where
    /// all are closed.
    package var hours: Range<Int>

    /// `09:30`
    package static func time(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }

    /// - Parameters:
    ///   - places: the cars in the order in which they are shown; each by the clock and the hours of its branch (decision D18).
    ///   - booked: what is promised on that day, without what was promised here.
    ///   - form: says the day, and how long a drive takes.
    package init(at places: BookingPlaces, booked: [BookedTime], form: BookingForm, now: Date) {
        let rows = places.vehicles.map { vehicle in
            let branch = vehicle.record.branch
            return Row(
                vehicle: vehicle,
                day: form.day,
                clock: BusinessCalendar(places.calendar.zone(of: branch)),
                zone: places.calendar.zone(of: branch),
                openDay: places.calendar.openDay(of: branch, on: form.day),
                booked: booked.filter { $0.vehicle == vehicle.id },
                length: Double(form.minutes(of: vehicle.record) ?? vehicle.record.driveMinutes) * 60
            )
        }
        let hours = rows.map(\.hours).filter { !$0.isEmpty }
        let shown = (hours.map(\.lowerBound).min() ?? 0)..<(hours.map(\.upperBound).max() ?? 0)
        self.hours = shown
        lanes = rows.map { $0.lane(shown, now: now) }
    }
}

/// What is known of one car before its half hours are laid out.
private struct Row {
    var vehicle: Kept<TestVehicle>
    var day: Day
    var clock: BusinessCalendar
    var zone: TimeZone
    var openDay: OpenDay
    var booked: [BookedTime]
    /// Of a drive, in seconds.
    var length: Double

    /// Those that the car needs by itself.
    var hours: Range<Int> {
        openDay.pictured(
            with: booked.map(\.period).filter { $0.overlaps(clock.period(of: day)) },
            since: clock.start(of: day)
        )
    }

    func lane(_ hours: Range<Int>, now: Date) -> DriveDay.Lane {
        var slots: [DriveDay.HalfHour] = []
        var last: DocumentID?
        for minute in stride(from: hours.lowerBound * 60, to: hours.upperBound * 60, by: 30) {
            let half = Period(from: clock.instant(minute, on: day), until: clock.instant(minute + 30, on: day))
            let taken = booked.first { $0.period.overlaps(half) }
            switch (taken, slots.last?.slot) {
            case (let taken?, .taken(let time, let halves)?) where taken.document == last:
                slots[slots.count - 1].slot = .taken(time, halves: halves + 1)
            case (let taken?, _): slots.append(DriveDay.HalfHour(minute: minute, slot: .taken(taken, halves: 1)))
            case (nil, .closed(let halves)?) where !openDay.isOpen(at: minute):
                slots[slots.count - 1].slot = .closed(halves: halves + 1)
            case (nil, _): slots.append(DriveDay.HalfHour(minute: minute, slot: slot(at: minute, half.from, now)))
            }
            last = taken?.document
        }
        return DriveDay.Lane(vehicle: vehicle, zone: zone, openDay: openDay, slots: slots)
    }

    /// Of a half hour for which nobody has the car.
    private func slot(at minute: Int, _ begin: Date, _ now: Date) -> DriveDay.Slot {
        guard openDay.isOpen(at: minute) else { return .closed(halves: 1) }
        guard begin >= now else { return .past }
        let drive = Period(from: begin, until: begin + length)
        return booked.contains { $0.period.overlaps(drive) } ? .tooShort : .free
    }
}
