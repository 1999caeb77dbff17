import ContactCenter
import Foundation
import Testing

@Suite("The day of the cars that may be tried")
struct DriveDayTests {
    private static let zone = TimeZone(identifier: "Europe/Moscow") ?? .gmt
    private static let vesta = car(1, "Vesta", minutes: 60)
    private static let niva = car(2, "Niva", minutes: 30)
    /// Monday, nine o'clock in Moscow.
    private static let now = Date(timeIntervalSince1970: 1_775_455_200)

    private static func car(_ id: Int64, _ name: String, minutes: Int64) -> Kept<TestVehicle> {
        var vehicle = TestVehicle()
        (vehicle.name, vehicle.driveMinutes) = (name, minutes)
        return Kept(id: TestVehicleID(id), version: 1, record: vehicle)
    }

    private static func booked(
        _ car: Kept<TestVehicle>,
        _ from: String,
        _ until: String,
        _ id: Int64 = 1
    ) throws -> BookedTime {
        func at(_ time: String) throws -> Date { try Date("2026-04-06T\(time):00+03:00", strategy: .iso8601) }
        return BookedTime(
            document: DocumentID(id),
            number: "A\(id)",
            period: Period(from: try at(from), until: try at(until)),
            responsible: nil,
            vehicle: car.id,
            client: "Мельник"
        )
    }

    private static func places(
        _ vehicles: [Kept<TestVehicle>] = [vesta, niva],
        _ calendar: WorkCalendar = WorkCalendar(zone: zone)
    ) -> BookingPlaces {
        BookingPlaces(vehicles: vehicles, calendar: calendar)
    }

    private static func form(
        _ fields: [BookingForm.Field: String] = [:],
        at places: BookingPlaces = places()
    ) -> BookingForm {
        BookingForm(.testDrive, of: Contact(), at: places, now: now) { fields[$0] }
    }

    private func slots(_ day: DriveDay, _ lane: Int) -> [Int: DriveDay.Slot] {
        Dictionary(day.lanes[lane].slots.map { ($0.minute, $0.slot) }) { $1 }
    }

    @Test("S1.13 shows who has which car when, and where a drive of the car's own length may begin")
    func day() throws {
        let taken = try Self.booked(Self.vesta, "11:00", "12:15")
        let form = Self.form([.day: "2026-04-06"])
        let day = DriveDay(at: Self.places(), booked: [taken], form: form, now: Self.now)
        let vesta = slots(day, 0)
        #expect(vesta[8 * 60] == .past && vesta[8 * 60 + 30] == .past)
        #expect(vesta[9 * 60] == .free && vesta[10 * 60] == .free)
        // An hour that begins at half past ten would go on into another's.
        #expect(vesta[10 * 60 + 30] == .tooShort)
        #expect(vesta[11 * 60] == .taken(taken, halves: 3))
        #expect(vesta[11 * 60 + 30] == nil && vesta[12 * 60] == nil)
        #expect(vesta[12 * 60 + 30] == .free)
        let niva = slots(day, 1)
        #expect(niva[10 * 60 + 30] == .free && niva[11 * 60] == .free)
        #expect(day.lanes[1].slots.count == 24)
    }

    @Test("S1.13 a length that was typed counts in place of the car's own")
    func length() throws {
        let taken = try Self.booked(Self.niva, "11:00", "12:00")
        let form = Self.form([.day: "2026-04-06", .length: "120", .vehicle: "2", .time: "09:30"])
        let day = DriveDay(at: Self.places([Self.niva]), booked: [taken], form: form, now: Self.now)
        #expect(slots(day, 0)[9 * 60] == .free && slots(day, 0)[9 * 60 + 30] == .tooShort)
        #expect(form.period.map { $0.until.timeIntervalSince($0.from) } == 7_200)
    }

    /// Works from nine to six with an hour of rest; Saturdays and Sundays are free. In a city two hours ahead.
    private static func inPerm() throws -> BookingPlaces {
        var branch = Branch()
        (branch.timeZone, branch.workSchedule) = ("Asia/Yekaterinburg", "пн-пт 9:00-13:00, 14:00-18:00")
        var car = niva
        car.record.branch = BranchID(7)
        var holiday = Holiday()
        (holiday.name, holiday.firstDay) = ("День города", Day("2026-04-08"))
        let calendar = WorkCalendar(
            zone: zone,
            branches: [Kept(id: BranchID(7), version: 1, record: branch)],
            holidays: [holiday]
        )
        return places([car], calendar)
    }

    @Test("S1.13 the day is by the clock and the hours of the car's branch, and so is the time that is typed")
    func branch() throws {
        let places = try Self.inPerm()
        let form = Self.form([.day: "2026-04-06", .time: "12:30", .length: "60"], at: places)
        // Half past twelve there is half past ten in Moscow.
        #expect(form.period?.from == Self.now + 1.5 * 3_600 && form.isOutsideHours)
        #expect(!Self.form([.day: "2026-04-06", .time: "12:00", .length: "60"], at: places).isOutsideHours)
        let taken = try Self.booked(places.vehicles[0], "13:00", "14:00")
        let day = DriveDay(at: places, booked: [taken], form: form, now: Self.now)
        #expect(day.hours == 9..<18)
        let niva = slots(day, 0)
        // Eleven there is nine in Moscow, which it is now.
        #expect(niva[10 * 60 + 30] == .past && niva[11 * 60] == .free)
        #expect(niva[13 * 60] == .closed(halves: 2) && niva[14 * 60] == .free && niva[14 * 60 + 30] == .tooShort)
        #expect(niva[15 * 60] == .taken(taken, halves: 2))
    }

    @Test("S1.13 on a day off there is no picture, unless something is promised; a form begins with a day that is open")
    func dayOff() throws {
        let places = try Self.inPerm()
        for (text, holiday) in [("2026-04-08", "День города"), ("2026-04-11", nil)] {
            let form = Self.form([.day: text, .time: "10:00"], at: places)
            let day = DriveDay(at: places, booked: [], form: form, now: Self.now)
            #expect(day.hours.isEmpty && day.lanes[0].slots == [] && form.isOutsideHours)
            #expect(day.lanes[0].openDay == OpenDay(hours: [], holiday: holiday))
        }
        var taken = try Self.booked(places.vehicles[0], "10:00", "10:30")
        taken.period = Period(from: taken.period.from + 5 * 86_400, until: taken.period.until + 5 * 86_400)
        let saturday = Self.form([.day: "2026-04-11"], at: places)
        let day = DriveDay(at: places, booked: [taken], form: saturday, now: Self.now)
        #expect(day.hours == 12..<13 && slots(day, 0)[12 * 60] == .taken(taken, halves: 1))
        #expect(slots(day, 0)[12 * 60 + 30] == .closed(halves: 1))
        // Friday evening there: the next is Monday morning.
        let friday = Self.now + 4 * 86_400 + 12 * 3_600
        let form = BookingForm(.testDrive, of: Contact(), at: places, now: friday) { _ in nil }
        #expect(form.day.description == "2026-04-13" && form.time == "10:00")
    }

    @Test("two drives one after the other stand beside each other")
    func adjacent() throws {
        let booked = [try Self.booked(Self.vesta, "11:00", "11:30"), try Self.booked(Self.vesta, "11:30", "12:30", 2)]
        let day = DriveDay(
            at: Self.places([Self.vesta]),
            booked: booked,
            form: Self.form([.day: "2026-04-06"]),
            now: Self.now
        )
        #expect(slots(day, 0)[11 * 60] == .taken(booked[0], halves: 1))
        #expect(slots(day, 0)[11 * 60 + 30] == .taken(booked[1], halves: 2))
    }

    @Test("S1.13 a form begins with the next half hour of today, and with the only car there is")
    func begins() throws {
        let form = Self.form()
        #expect(form.day.description == "2026-04-06" && form.time == "09:00" && form.length == "")
        #expect(form.problems == [FieldProblem("vehicle", .required)])
        let late = Self.now + 12 * 3_600
        let only = BookingForm(.testDrive, of: Contact(), at: Self.places([Self.niva]), now: late) { _ in nil }
        #expect(only.vehicle == Self.niva.id && only.day.description == "2026-04-07" && only.time == "10:00")
        #expect(only.period.map { $0.until.timeIntervalSince($0.from) } == 1_800)
        var contact = Contact()
        contact.workshop = WorkshopID(5)
        let document = try #require(
            BookingForm(.testDrive, of: contact, at: Self.places([Self.niva]), now: late) { _ in nil }
                .document(of: contact, ContactID(3), now: late)
        )
        #expect(document.kind == .testDrive && document.testVehicle == Self.niva.id && document.workshop == nil)
    }

    @Test("S1.13 times that overlap are in each other's way, those that touch are not")
    func inWay() throws {
        let taken = try Self.booked(Self.vesta, "11:00", "12:00")
        func period(_ from: String, _ until: String) throws -> Period {
            try Self.booked(Self.vesta, from, until).period
        }
        for (from, until, isInWay) in [
            ("10:00", "11:00", false), ("10:30", "11:30", true), ("11:15", "11:45", true), ("10:00", "13:00", true),
            ("11:30", "12:30", true), ("12:00", "13:00", false),
        ] {
            #expect(taken.isInWay(of: try period(from, until), of: Self.vesta.id) == isInWay, "\(from)")
            #expect(!taken.isInWay(of: try period(from, until), of: Self.niva.id))
            #expect(!taken.isInWay(of: try period(from, until), of: nil as TestVehicleID?))
        }
    }
}
