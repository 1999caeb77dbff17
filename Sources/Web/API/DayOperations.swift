import ContactCenter
import Foundation

/// Days of workshops, branches, people and cars: what is promised when, and who came (requirements S0.41, S1.13). Each day is by the
/// clock of the branch.
extension Site {
    var dayOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let section = Section(subject: "Days", permission: .contacts)
        let schemas: [Schema.Property] = [
            .init("WorkshopDay", APIWorkshopDay.told.schema()),
            .init("TestVehicleDay", APITestVehicleDay.told.schema()),
            .init("DayTime", APIDayTime.told.schema()), .init("DayArrival", APIDayArrival.told.schema()),
        ]
        let operations = [
            workshopDay(section), branchDay(section), employeeDay(section), allTestVehicles(section),
            oneTestVehicle(section),
        ]
        return (operations, schemas)
    }

    private static let day = Operation.Parameter(
        "day",
        .text(limit: 10, .day),
        "`2026-04-03`; today where nothing is said."
    )
    private static let length = Operation.Parameter(
        "length",
        .integer(Document.driveLengths),
        "How long a drive is to take, in minutes; as long as each car is usually tried where nothing is said."
    )

    private func workshopDay(_ section: Section) -> Operation {
        let words = "The day of a workshop: its hours, what is promised to whom with whom, and who came"
        let path = "/workshops/{id}/day"
        return section.operation("readWorkshopDay", .get, path, words, .reference(to: "WorkshopDay")) { call in
            let places = try await call.site.intakeDesk.places(for: .appointment)
            let id: WorkshopID = try call.id()
            guard let workshop = places.workshops.first(where: { $0.id == id }) else { throw Problem(.notFound) }
            return APIAnswer(APIWorkshopDay.told.json(try await call.day(of: workshop, at: places.calendar)))
        }.asking([Self.day])
    }

    private func branchDay(_ section: Section) -> Operation {
        let schema = Schema.object([
            .init("branch", .id), .init("day", .day), .init("workshops", .array(of: .reference(to: "WorkshopDay"))),
            .init("test_vehicles", .array(of: .reference(to: "TestVehicleDay"))),
        ])
        let words = "The day of a branch: of its workshops and of its cars that may be tried, hidden ones left out"
        return section.operation("readBranchDay", .get, "/branches/{id}/day", words, schema) { call in
            let branch: BranchID = try call.id()
            guard try await call.site.records.record(branch) != nil else { throw Problem(.notFound) }
            let desk = call.site.intakeDesk
            let (workshops, cars) = (try await desk.places(for: .appointment), try await desk.places(for: .testDrive))
            var days: [APIWorkshopDay] = []
            for workshop in workshops.workshops where workshop.record.branch == branch && !workshop.isHidden {
                days.append(try await call.day(of: workshop, at: workshops.calendar))
            }
            let vehicles = try await call.days(of: cars) { $0.record.branch == branch }
            return APIAnswer([
                "branch": JSON(branch.rawValue), "day": .string("\(call.day(in: cars.calendar.zone(of: branch)))"),
                "workshops": .array(days.map(APIWorkshopDay.told.json)),
                "test_vehicles": .array(vehicles.map(APITestVehicleDay.told.json)),
            ])
        }.asking([Self.day, Self.length])
    }

    private func employeeDay(_ section: Section) -> Operation {
        let schema = Schema.object([
            .init("employee", .id), .init("day", .day), .init("time_zone", .text),
            .init("booked", .array(of: .reference(to: "DayTime"))),
            .init("arrivals", .array(of: .reference(to: "DayArrival"))),
        ])
        let words = "The day of an employee, in whatever workshop: what they are promised for, and who came to them"
        return section.operation("readEmployeeDay", .get, "/employees/{id}/day", words, schema) { call in
            let id: EmployeeID = try call.id()
            guard let employee = try await call.site.records.record(id) else { throw Problem(.notFound) }
            let calendar = try await call.site.records.workCalendar(in: call.viewer.timeZone)
            let zone = calendar.zone(of: employee.record.branch)
            let day = call.day(in: zone)
            let period = BusinessCalendar(zone).period(of: day)
            let documents = call.site.documents
            let booked = try await call.times(of: documents.booked(with: id, during: period))
            let arrivals = try await call.arrivals(documents.arrivals(with: id, during: period))
            return APIAnswer([
                "employee": JSON(id.rawValue), "day": .string("\(day)"), "time_zone": .string(zone.identifier),
                "booked": .array(booked.map(APIDayTime.told.json)),
                "arrivals": .array(arrivals.map(APIDayArrival.told.json)),
            ])
        }.asking([Self.day])
    }

    // MARK: - Cars

    private func allTestVehicles(_ section: Section) -> Operation {
        let schema = Schema.object([.init("items", .array(of: .reference(to: "TestVehicleDay")))])
        let words =
            "The day of all cars that may be tried, in their order: who has which when, and when a drive may begin"
        return section.operation("listTestVehicleDays", .get, "/test-vehicles/day", words, schema) { call in
            let days = try await call.days(of: call.site.intakeDesk.places(for: .testDrive)) { _ in true }
            return APIAnswer(["items": .array(days.map(APITestVehicleDay.told.json))])
        }.asking([Self.day, Self.length])
    }

    private func oneTestVehicle(_ section: Section) -> Operation {
        let words = "The day of a car that may be tried: who has it when, and when a drive may begin"
        let path = "/test-vehicles/{id}/day"
        return section.operation("readTestVehicleDay", .get, path, words, .reference(to: "TestVehicleDay")) { call in
            let id: TestVehicleID = try call.id()
            let days = try await call.days(of: call.site.intakeDesk.places(for: .testDrive)) { $0.id == id }
            guard let day = days.first else { throw Problem(.notFound) }
            return APIAnswer(APITestVehicleDay.told.json(day))
        }.asking([Self.day, Self.length])
    }
}

extension APICall {
    /// The one that is asked for; today by this clock where none is.
    fileprivate func day(in zone: TimeZone) -> Day {
        address(["day"])["day"].flatMap { Day($0) } ?? BusinessCalendar(zone).day(of: viewer.now)
    }

    fileprivate func day(of workshop: Kept<Workshop>, at calendar: WorkCalendar) async throws -> APIWorkshopDay {
        let branch = workshop.record.branch
        let zone = calendar.zone(of: branch)
        let day = day(in: zone)
        let period = BusinessCalendar(zone).period(of: day)
        return APIWorkshopDay(
            workshop: workshop,
            day: day,
            zone: zone,
            open: calendar.openDay(of: branch, on: day),
            booked: try await times(of: site.documents.booked(in: workshop.id, during: period)),
            arrivals: try await arrivals(site.documents.arrivals(in: workshop.id, during: period))
        )
    }

    /// The days of some cars, as the picture shows them where a drive is promised.
    fileprivate func days(
        of places: BookingPlaces,
        where isMeant: (Kept<TestVehicle>) -> Bool
    ) async throws -> [APITestVehicleDay] {
        var places = places
        places.vehicles = places.vehicles.filter(isMeant)
        guard let first = places.vehicles.first else { return [] }
        let branches = Set(places.vehicles.map(\.record.branch))
        let zone = places.calendar.zone(of: branches.count == 1 ? first.record.branch : nil)
        let day = day(in: zone)
        let length = address(["length"])["length"]
        let form = BookingForm(.testDrive, of: Contact(), at: places, now: viewer.now) { field in
            switch field {
            case .day: day.description
            case .length: length
            default: nil
            }
        }
        let booked = try await site.documents.booked(for: form, at: places)
        let times = try await times(of: booked)
        return DriveDay(at: places, booked: booked, form: form, now: viewer.now).lanes.map { lane in
            let period = BusinessCalendar(lane.zone).period(of: day)
            return APITestVehicleDay(
                lane: lane,
                day: day,
                booked: times.filter { $0.time.vehicle == lane.vehicle.id && $0.time.period.overlaps(period) }
            )
        }
    }

    fileprivate func times(of booked: [BookedTime]) async throws -> [APIDayTime] {
        let papers = try await papers(booked.map(\.document))
        return booked.compactMap { time in
            papers[time.document].map { APIDayTime(time: time, document: $0.document, contact: $0.contact) }
        }
    }

    fileprivate func arrivals(_ arrivals: [Arrival]) async throws -> [APIDayArrival] {
        let papers = try await papers(arrivals.map(\.document))
        return arrivals.map { APIDayArrival(arrival: $0, contact: papers[$0.document]?.contact) }
    }

    /// Documents with the contacts that they came from, as far as the sender reaches these. The day itself is seen by whoever may promise
    /// a time in it.
    private func papers(
        _ ids: [DocumentID]
    ) async throws -> [DocumentID: (document: Document, contact: RegistryRow?)] {
        let documents = try await site.records.records(ids)
        let contacts = Set(documents.compactMap(\.record.contact))
        let rows = try await site.registry.rows(of: Array(contacts), reach: contactReach)
        let found = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        return documents.reduce(into: [:]) { papers, kept in
            papers[kept.id] = (kept.record, kept.record.contact.flatMap { found[$0] })
        }
    }
}

// MARK: - What is told

/// A workshop's day.
private struct APIWorkshopDay: Sendable {
    var workshop: Kept<Workshop>
    var day: Day
    var zone: TimeZone
    var open: OpenDay
    var booked: [APIDayTime]
    var arrivals: [APIDayArrival]

    static let told: [Told<APIWorkshopDay>] =
        [
            Told("workshop", .id) { JSON($0.workshop.id.rawValue) },
            Told("branch", Schema.id.optional) { JSON($0.workshop.record.branch?.rawValue) },
            Told("day", .day) { .string("\($0.day)") }, Told("time_zone", .text) { .string($0.zone.identifier) },
        ] + OpenDay.told(at: \APIWorkshopDay.open) + [
            Told("booked", Schema.array(of: .reference(to: "DayTime")).described("In the order of the beginnings")) {
                .array($0.booked.map(APIDayTime.told.json))
            },
            Told("arrivals", Schema.array(of: .reference(to: "DayArrival")).described("Work orders of that day")) {
                .array($0.arrivals.map(APIDayArrival.told.json))
            },
        ]
}

/// A day of a car that may be tried.
private struct APITestVehicleDay: Sendable {
    var lane: DriveDay.Lane
    var day: Day
    var booked: [APIDayTime]

    private var free: [String] {
        lane.slots.compactMap { half in half.slot == .free ? DriveDay.time(half.minute) : nil }
    }

    static let told: [Told<APITestVehicleDay>] =
        [
            Told("test_vehicle", .id) { JSON($0.lane.vehicle.id.rawValue) },
            Told("branch", Schema.id.optional) { JSON($0.lane.vehicle.record.branch?.rawValue) },
            Told("day", .day) { .string("\($0.day)") },
            Told("time_zone", .text) { .string($0.lane.zone.identifier) },
        ] + OpenDay.told(at: \APITestVehicleDay.lane.openDay) + [
            Told("free", Schema.array(of: .text).described("When a drive may begin, by the half hour: `10:30`")) {
                .array($0.free.map(JSON.string))
            },
            Told("booked", Schema.array(of: .reference(to: "DayTime")).described("In the order of the beginnings")) {
                .array($0.booked.map(APIDayTime.told.json))
            },
        ]
}

/// A time that is promised, with the contact that it came from where the sender reaches that.
private struct APIDayTime: Sendable {
    var time: BookedTime
    var document: Document
    var contact: RegistryRow?

    static let told: [Told<APIDayTime>] = [
        Told("document", .id) { JSON($0.time.document.rawValue) },
        Told("kind", .words(Document.Kind.allCases.map(\.rawValue))) { .string($0.document.kind.rawValue) },
        Told("number", .text) { .string($0.time.number) }, Told("starts_at", .instant) { JSON($0.time.period.from) },
        Told("ends_at", Schema.instant.described("An hour later where nobody said when")) {
            JSON($0.time.period.until)
        }, Told("responsible", Schema.id.optional) { JSON($0.time.responsible?.rawValue) },
        Told("workshop", Schema.id.optional) { JSON($0.document.workshop?.rawValue) },
        Told("test_vehicle", Schema.id.optional) { JSON($0.time.vehicle?.rawValue) },
        Told("client_name", Schema.text.optional) { JSON($0.time.client) },
        Told("works", Schema.text.optional) { JSON($0.time.works) },
        Told("is_open", .boolean) { .bool($0.document.isOpen) },
        Told("contact", Schema.id.optional.described("null: none, or none that the sender reaches")) {
            JSON($0.contact?.id.rawValue)
        },
        Told("has_arrival", Schema.boolean.optional.described("A document of the contact says that the client came")) {
            $0.contact.map { .bool($0.hasArrival) } ?? .null
        },
    ]
}

/// A client who came, with the contact that it came from where the sender reaches that.
private struct APIDayArrival: Sendable {
    var arrival: Arrival
    var contact: RegistryRow?

    static let told: [Told<APIDayArrival>] = [
        Told("document", .id) { JSON($0.arrival.document.rawValue) },
        Told("number", .text) { .string($0.arrival.number) },
        Told("at", Schema.instant.described("The date of the document")) { JSON($0.arrival.at) },
        Told("responsible", Schema.id.optional) { JSON($0.arrival.responsible?.rawValue) },
        Told("workshop", Schema.id.optional) { JSON($0.arrival.workshop?.rawValue) },
        Told("client_name", Schema.text.optional) { JSON($0.arrival.client) },
        Told("works", Schema.text.optional) { JSON($0.arrival.works) },
        Told("contact", Schema.id.optional.described("null: none, or none that the sender reaches")) {
            JSON($0.contact?.id.rawValue)
        },
    ]
}

extension OpenDay {
    /// When the branch is open.
    fileprivate static func told<Value>(at path: KeyPath<Value, OpenDay> & Sendable) -> [Told<Value>] {
        let hours = Schema.array(of: .text).optional
            .described("When the branch is open: `9:00-18:00`. None on a day off; null: nobody wrote it down")
        return [
            Told("hours", hours) { value in
                value[keyPath: path].hours.map { .array($0.map { .string($0.text) }) } ?? .null
            }, Told("holiday", Schema.text.optional) { JSON($0[keyPath: path].holiday) },
        ]
    }
}

extension Schema {
    fileprivate static let day = Schema(["type": "string", "format": "date"])
}
