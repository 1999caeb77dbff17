/// The places and people of a made-up business (requirements S0.32, S0.44, S0.50).
package enum SampleStaff {
    package static let branch = "Автозаводская"
    package static let departments = ["Стол", "Отдел з/ч", "Отдел кадров", "Колл-центр"]
    package static let workshops = ["1 Слесарный", "2 Слесарный", "3 Кузовной"]
    /// Each DID is a source.
    package static let dids = [
        (number: "6467171", source: "Яндекс.Карты"), (number: "7559996", source: "2ГИС"),
        (number: "7555053", source: "Сайт"), (number: "9846886", source: "Наружная реклама"),
        (number: "7889099", source: "Рекомендация"), (number: "5106620", source: "Радио"),
        (number: "5106622", source: "Буклет"),
    ]
    package static let phones = ["0111", "0125", "0112", "0113"]

    /// The employees from 0 on: masters first, then those of the parts department and the personnel office.
    package static func employee(_ number: Int, seed: UInt64) -> (name: String, department: Int, workshop: Int?) {
        var random = SampleRandom(seed: seed &+ 5, number)
        let surname = random.frequentOne(of: SampleNames.surnames).male
        let patronymic = random.frequentOne(of: SampleNames.patronymics).male
        let name = "\(surname) \(random.frequentOne(of: SampleNames.men)) \(patronymic)"
        return number < 14 ? (name, 0, number % 3) : (name, number < 18 ? 1 : 2, nil)
    }

    package static let employees = 20
}
