/// A client that is made up: for the demo, the benchmarks and the tests.
package struct SampleClient: Hashable, Sendable {
    /// `number` and `key` of its phones are given; of its vehicle only the names of make and model are known here.
    package var client: Client
    package var vehicle: SampleVehicle?

    /// The client with that number, always the same for the same seed. Of twelve clients one is an organisation; of five, four
    /// have a car; every second one has a second telephone; every two hundredth shares its first with the client before it.
    package init(_ number: Int, seed: UInt64) {
        var random = SampleRandom(seed: seed, number)
        client = Client()
        if random.number(below: 12) == 0 {
            client.kind = .organisation
            client.clientType = random.happens(15) ? .partner : .corporate
            client.name =
                "\(random.one(of: ["ООО", "ООО", "ЗАО", "ИП"])) «\(random.one(of: SampleNames.organisations))"
                + "\(random.happens(50) ? "-\(random.number(below: 99) + 1)" : "")»"
        } else {
            client.name = Self.personName(using: &random)
        }
        let shared = number % 200 == 199 ? SampleClient(number - 1, seed: seed).client.phones.first : nil
        client.phones = [shared ?? Self.phone(using: &random)]
        if random.happens(50) { client.phones.append(Self.phone(using: &random)) }
        if client.kind == .organisation { client.phones[0].person = random.frequentOne(of: SampleNames.men) }
        if random.happens(80) { vehicle = SampleVehicle(using: &random) }
    }

    private static func personName(using random: inout SampleRandom) -> String {
        let isMan = random.happens(60)
        let surname = random.frequentOne(of: SampleNames.surnames)
        let name = random.frequentOne(of: isMan ? SampleNames.men : SampleNames.women)
        var words = [isMan ? surname.male : surname.female, name]
        if random.happens(70) {
            let patronymic = random.frequentOne(of: SampleNames.patronymics)
            words.append(isMan ? patronymic.male : patronymic.female)
        }
        return words.joined(separator: " ")
    }

    private static func phone(using random: inout SampleRandom) -> ClientPhone {
        let isMobile = random.happens(80)
        let area = isMobile ? 900 + random.number(below: 100) : random.one(of: [495, 499, 495, 831, 812, 343])
        let digits = String(String(10_000_000 + random.number(below: 10_000_000)).dropFirst())
        let (three, two, rest) = (digits.prefix(3), digits.dropFirst(3).prefix(2), digits.dropFirst(5))
        let written =
            switch random.number(below: 8) {
            case 0: "+7\(area)\(digits)"
            case 1: "8\(area)\(digits)"
            case 2: "8-\(area)-\(three)-\(two)-\(rest)"
            case 3: "+7 \(area) \(three) \(two) \(rest)"
            case 4: "\(area)\(digits)"
            case 5: "(\(area)) \(three)-\(two)-\(rest)"
            default: "8 (\(area)) \(three)-\(two)-\(rest)"
            }
        let kind =
            isMobile ? (random.happens(60) ? ClientPhone.Kind.contact : .mobile) : random.one(of: [.home, .work])
        return ClientPhone(kind: kind, number: written, key: NumberKey("+7\(area)\(digits)"))
    }
}
