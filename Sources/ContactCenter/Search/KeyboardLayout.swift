/// What a text would be, had it been typed with the keyboard switched to the other alphabet.
///
/// The keys are those of a PC keyboard: English, Russian, Ukrainian.
package enum KeyboardLayout {
    /// Without those in which nothing changes: `vfplf` gives `мазда`, `ьфявф` gives `mazda`.
    package static func otherReadings(of text: String) -> [String] {
        var readings: [String] = []
        for layout in [toRussian, toUkrainian, toEnglish] {
            let reading = String(text.lowercased().map { layout[$0] ?? $0 })
            if reading != text.lowercased(), !readings.contains(reading) { readings.append(reading) }
        }
        return readings
    }

    private static let english = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
    private static let russian = "ёйцукенгшщзхъфывапролджэячсмитьбю"
    private static let ukrainian = "'йцукенгшщзхїфівапролджєячсмитьбю"

    private static let toRussian = Dictionary(zip(english, russian)) { first, _ in first }
    private static let toUkrainian = Dictionary(zip(english, ukrainian)) { first, _ in first }
    private static let toEnglish = Dictionary(zip(russian + ukrainian.dropFirst(), english + english.dropFirst())) {
        first,
        _ in first
    }
}
