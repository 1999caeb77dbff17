import Foundation

/// Where times are promised: the cars that may be tried and the workshops, each by the clock and the hours of its branch.
package struct BookingPlaces: Sendable {
    /// In the order of their directory.
    package var vehicles: [Kept<TestVehicle>]
    package var workshops: [Kept<Workshop>]
    package var calendar: WorkCalendar

    package init(
        vehicles: [Kept<TestVehicle>] = [],
        workshops: [Kept<Workshop>] = [],
        calendar: WorkCalendar
    ) {
        self.vehicles = vehicles
        self.workshops = workshops
        self.calendar = calendar
    }

    func branch(of workshop: WorkshopID?) -> BranchID? {
        workshops.first { $0.id == workshop }?.record.branch
    }

    /// Where no car is chosen yet, that of all cars, if it is one.
    func branch(of vehicle: TestVehicleID?) -> BranchID? {
        if let chosen = vehicles.first(where: { $0.id == vehicle }) { return chosen.record.branch }
        let branches = Set(vehicles.map(\.record.branch))
        return branches.count == 1 ? branches.first ?? nil : nil
    }

    /// A day of the offer's places: from the first midnight of one of their clocks to the last.
    func period(of day: Day, _ form: BookingForm) -> Period {
        let zones = [form.zone] + (form.offer == .testDrive ? vehicles.map { calendar.zone(of: $0.record.branch) } : [])
        let periods = zones.map { BusinessCalendar($0).period(of: day) }
        return periods.dropFirst().reduce(periods[0]) {
            Period(from: min($0.from, $1.from), until: max($0.until, $1.until))
        }
    }
}

extension RecordStore {
    /// - Parameter zone: the business's.
    package func bookingPlaces(for offer: Offer, in zone: TimeZone) async throws -> BookingPlaces {
        var places = BookingPlaces(calendar: try await workCalendar(in: zone))
        switch offer {
        case .appointment: places.workshops = try await records(of: Workshop.self, includingHidden: true)
        case .testDrive: places.vehicles = try await records(of: TestVehicle.self, includingHidden: false)
        }
        return places
    }
}

extension DocumentStore {
    /// What is promised on the day of the form, in its workshop or of all cars.
    package func booked(for form: BookingForm, at places: BookingPlaces) async throws -> [BookedTime] {
        let period = places.period(of: form.day, form)
        if form.offer == .testDrive { return try await drives(during: period) }
        guard let workshop = form.workshop else { return [] }
        return try await booked(in: workshop, during: period)
    }
}
