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
        /// From the first one on; what is taken for several stands there once.
        package var slots: [HalfHour]
    }

    package var lanes: [Lane]

    /// The hours that are shown.
    package static let hours = 8..<20
    /// The half hours' beginnings, in minutes since midnight.
    package static var minutes: [Int] { Array(stride(from: hours.lowerBound * 60, to: hours.upperBound * 60, by: 30)) }

    /// `09:30`
    package static func time(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }

    /// - Parameters:
    ///   - vehicles: in the order in which they are shown.
    ///   - booked: what is promised on that day, without what was promised here.
    ///   - form: says the day, and how long a drive takes.
    package init(
        of vehicles: [Kept<TestVehicle>],
        booked: [BookedTime],
        form: BookingForm,
        now: Date,
        in zone: TimeZone
    ) {
        let calendar = BusinessCalendar(zone)
        lanes = vehicles.map { vehicle in
            let own = booked.filter { $0.vehicle == vehicle.id }
            let length = Double(form.minutes(of: vehicle.record) ?? vehicle.record.driveMinutes) * 60
            var slots: [HalfHour] = []
            var last: DocumentID?
            for minute in Self.minutes {
                let begin = calendar.instant(minute, on: form.day)
                let half = Period(from: begin, until: calendar.instant(minute + 30, on: form.day))
                guard let taken = own.first(where: { $0.period.overlaps(half) }) else {
                    last = nil
                    let drive = Period(from: begin, until: begin + length)
                    let isShort = own.contains { $0.period.overlaps(drive) }
                    let slot: Slot = begin < now ? .past : isShort ? .tooShort : .free
                    slots.append(HalfHour(minute: minute, slot: slot))
                    continue
                }
                if taken.document == last, case .taken(let time, let halves)? = slots.last?.slot {
                    slots[slots.count - 1].slot = .taken(time, halves: halves + 1)
                } else {
                    slots.append(HalfHour(minute: minute, slot: .taken(taken, halves: 1)))
                }
                last = taken.document
            }
            return Lane(vehicle: vehicle, slots: slots)
        }
    }
}
