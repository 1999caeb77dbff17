/// A car that is made up.
package struct SampleVehicle: Hashable, Sendable {
    /// A make of the product's own list with a few of its models.
    package struct Make: Hashable, Sendable {
        package var name: String
        package var cyrillicName: String
        package var models: [String]
    }

    package var plateNumber: String
    package var vin: String?
    package var make: Make
    package var model: String
    package var year: Int64

    package init(using random: inout SampleRandom) {
        let letters = (0..<3).map { _ in random.one(of: Self.plateLetters) }
        let number = String(String(1_000 + random.number(below: 999) + 1).dropFirst())
        let region = random.frequentOne(of: Self.regions)
        plateNumber =
            random.happens(50)
            ? "\(letters[0])\(number)\(letters[1])\(letters[2])\(region)"
            : "\(letters[0]) \(number) \(letters[1])\(letters[2]) \(region)"
        make = random.frequentOne(of: Self.makes)
        model = random.frequentOne(of: make.models)
        if random.happens(60) {
            vin = random.one(of: Self.vinBeginnings) + String((0..<14).map { _ in random.one(of: Self.vinLetters) })
        }
        year = Int64(1998 + random.number(below: 24))
    }

    private static let plateLetters = Array("АВЕКМНОРСТУХ")
    private static let vinLetters = Array("ABCDEFGHJKLMNPRSTUVWXYZ0123456789")
    private static let vinBeginnings = ["XTA", "JMZ", "W0L", "X7L", "XW8", "JTD", "WBA", "Z94", "WF0", "KNA"]
    private static let regions = [77, 97, 99, 177, 197, 199, 50, 90, 150, 777, 190, 52, 152, 750, 78, 16, 116, 98, 66]

    /// The frequent ones first.
    package static let makes: [Make] = [
        Make(name: "LADA", cyrillicName: "Лада", models: ["2114", "Priora", "Kalina", "Granta", "2107", "Largus"]),
        Make(name: "TOYOTA", cyrillicName: "Тойота", models: ["Corolla", "Camry", "RAV4", "Avensis", "Prado"]),
        Make(name: "MAZDA", cyrillicName: "Мазда", models: ["3", "6", "CX-5", "Premacy", "Demio"]),
        Make(name: "FORD", cyrillicName: "Форд", models: ["Focus", "Mondeo", "Fusion", "Fiesta", "Kuga"]),
        Make(name: "OPEL", cyrillicName: "Опель", models: ["Astra", "Corsa", "Vectra", "Zafira", "Insignia"]),
        Make(name: "HYUNDAI", cyrillicName: "Хендай", models: ["Solaris", "Accent", "Getz", "Tucson", "ix35"]),
        Make(name: "KIA", cyrillicName: "Киа", models: ["Rio", "Ceed", "Sportage", "Spectra", "Picanto"]),
        Make(name: "RENAULT", cyrillicName: "Рено", models: ["Logan", "Sandero", "Duster", "Megane", "Symbol"]),
        Make(name: "VOLKSWAGEN", cyrillicName: "Фольксваген", models: ["Polo", "Passat", "Golf", "Tiguan", "Touareg"]),
        Make(name: "NISSAN", cyrillicName: "Ниссан", models: ["Almera", "Qashqai", "X-Trail", "Note", "Primera"]),
        Make(name: "CHEVROLET", cyrillicName: "Шевроле", models: ["Lacetti", "Cruze", "Aveo", "Niva", "Captiva"]),
        Make(name: "SKODA", cyrillicName: "Шкода", models: ["Octavia", "Fabia", "Superb", "Yeti", "Rapid"]),
        Make(name: "MITSUBISHI", cyrillicName: "Мицубиси", models: ["Lancer", "Outlander", "Pajero", "ASX", "Galant"]),
        Make(name: "BMW", cyrillicName: "БМВ", models: ["3", "5", "X5", "X3", "7"]),
        Make(name: "AUDI", cyrillicName: "Ауди", models: ["A4", "A6", "Q5", "A3", "Q7"]),
        Make(name: "HONDA", cyrillicName: "Хонда", models: ["Civic", "Accord", "CR-V", "Jazz"]),
        Make(name: "SUBARU", cyrillicName: "Субару", models: ["Forester", "Impreza", "Outback", "Legacy"]),
        Make(name: "VOLVO", cyrillicName: "Вольво", models: ["S60", "XC90", "S40", "XC60"]),
    ]
}
