import Foundation

/// A contact that is made up: for the demo, the benchmarks and the tests. Records that it refers to are numbered from 0, in the
/// order in which a made-up business has them.
package struct SampleContact: Hashable, Sendable {
    package enum Person: Hashable, Sendable {
        /// A client of the business, by the client's number.
        case client(Int)
        /// Somebody whom the directory does not know.
        case stranger(name: String?, phone: String)
        /// Caller ID was withheld.
        case anonymous
    }

    package var at: Date
    package var person: Person
    /// The codes of channel and reason; no reason for one that was never finished.
    package var channel = ContactChannel.phone
    package var reason: String?
    package var state = Contact.State.registered
    package var outcome: Contact.Outcome?
    package var isInquiry = false
    package var hasAppointment = false
    package var hasArrival = false
    package var isStatusInquiry = false
    /// Continues the contact so many before it.
    package var continues: Int?
    package var did: Int?
    package var registrar: Int
    package var responsible: Int?
    package var statedVehicle: StatedVehicle?
    package var works: String?

    /// The contact with that number, always the same for the same seed, in the order of time.
    ///
    /// - Parameters:
    ///   - at: the moment; `SampleCalendar` spreads them.
    ///   - clients: how many clients there are.
    ///   - dids, registrars, employees: how many of these.
    package init(
        _ number: Int,
        at: Date,
        seed: UInt64,
        clients: Int,
        dids: Int,
        registrars: Int,
        employees: Int
    ) {
        // Who gets through only at the second try is the same person as in the attempt before.
        let isAttempt = Self.breaksOff(number, seed: seed)
        var who = SampleRandom(seed: seed &+ 2, isAttempt ? number + 1 : number)
        person = Self.person(clients: clients, using: &who)
        did = who.frequentNumber(below: dids)
        var random = SampleRandom(seed: seed &+ 3, number)
        self.at = at
        registrar = random.frequentNumber(below: registrars)
        guard !isAttempt else {
            reason = "dropped"
            outcome = .dropped
            person = person.withoutName
            return
        }
        guard random.number(below: 100) > 0 else {
            state = .unfinished
            return
        }
        takeChannel(using: &random)
        takeReason(number, using: &random)
        if needsEmployee { responsible = random.frequentNumber(below: employees) }
        if reason == "private_repair" || reason == "service_advisor" { takeRepair(using: &random) }
    }

    /// Some calls break off, and the caller dials again at once (requirement S0.50).
    private static func breaksOff(_ number: Int, seed: UInt64) -> Bool {
        var random = SampleRandom(seed: seed &+ 4, number)
        return random.number(below: 60) == 0
    }

    private static func person(clients: Int, using random: inout SampleRandom) -> Person {
        switch random.number(below: 100) {
        case 0..<55 where clients > 0: return .client(random.frequentNumber(below: clients))
        case 97...: return .anonymous
        default:
            let name =
                random.happens(80)
                ? random.frequentOne(of: random.happens(65) ? SampleNames.men : SampleNames.women) : nil
            let digits = String(10_000_000 + random.number(below: 10_000_000)).dropFirst()
            return .stranger(name: name, phone: "9\(random.number(below: 90) + 10)\(digits)")
        }
    }

    private mutating func takeChannel(using random: inout SampleRandom) {
        switch random.number(below: 100) {
        case 0..<82: break
        case 82..<90: channel = "mobile"
        case 90..<95: (channel, did) = ("visit", nil)
        case 95..<98: (channel, did) = ("web", nil)
        default: (channel, did) = (random.one(of: ["email", "messenger", "invitation", "off_site"]), nil)
        }
    }

    /// As often as in the fixture of requirement S0.68.
    private mutating func takeReason(_ number: Int, using random: inout SampleRandom) {
        outcome = .transferred
        switch random.number(below: 1_000) {
        case 0..<620: reason = "private_repair"
        case 620..<700: reason = "service_advisor"
        case 700..<705: reason = "corporate"
        case 705..<715: (reason, outcome) = ("directions", .informed)
        case 715..<785: reason = "parts"
        case 785..<792: reason = "employee"
        case 792..<800: (reason, outcome) = ("telesales", .informed)
        case 800..<808: reason = "partner"
        case 808..<815: reason = "applicant"
        case 815..<890: (reason, outcome) = ("other", .informed)
        default:
            reason = "continuation"
            continues = number > 40 ? random.number(below: 40) + 1 : nil
            isStatusInquiry = continues == nil
        }
        if !isStatusInquiry { isStatusInquiry = random.number(below: 16) == 0 && reason != "telesales" }
        if outcome == .transferred, random.number(below: 12) == 0 { outcome = .reminder }
    }

    private var needsEmployee: Bool { outcome == .transferred || outcome == .reminder }

    /// From inquiry to arrival fewer and fewer.
    private mutating func takeRepair(using random: inout SampleRandom) {
        isInquiry = random.happens(72)
        hasAppointment = isInquiry && random.happens(52)
        hasArrival = hasAppointment && random.happens(68)
        works = random.happens(70) ? random.frequentOne(of: Self.works) : nil
        if case .stranger = person, random.happens(75) {
            let vehicle = SampleVehicle(using: &random)
            statedVehicle = StatedVehicle(
                makeName: vehicle.make.name,
                model: random.happens(50) ? vehicle.model : nil,
                year: random.happens(70) ? vehicle.year : nil
            )
        }
    }

    private static let works = [
        "Диагностика подвески", "ТО-60000", "Замена масла и фильтров", "Замена тормозных колодок",
        "Кузовной ремонт, крыло",
        "Стук в передней подвеске", "Горит Check Engine", "Развал-схождение", "Замена ремня ГРМ", "Покраска бампера",
        "Не заводится", "Блок управления вентиляторами", "Замена сцепления", "Промывка форсунок", "Течёт антифриз",
        "Шиномонтаж", "Заправка кондиционера", "Замена аккумулятора", "Установка фаркопа", "Ремонт рулевой рейки",
    ]
}

extension SampleContact.Person {
    /// Of a call that broke off nothing but the number is known.
    fileprivate var withoutName: SampleContact.Person {
        if case .stranger(_, let phone) = self { .stranger(name: nil, phone: phone) } else { self }
    }
}

extension SampleRandom {
    /// From 0 to `count` - 1, smaller ones more often.
    package mutating func frequentNumber(below count: Int) -> Int {
        let (first, second) = (number(below: count), number(below: count))
        return Int((UInt64(first) * (UInt64(second) + 1)) / UInt64(Swift.max(count, 1)))
    }
}
