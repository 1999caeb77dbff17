import ContactCenter
import Testing

@Suite("What is typed to find a client is understood")
struct SearchQueryTests {
    private let text = SearchText.of(
        name: "Королёв-Ильин Пётр",
        phones: [ClientPhone(number: "8 (953) 523-72-71", key: NumberKey("+79535237271"), person: "Зоя")],
        vehicles: [
            SearchedVehicle(
                codes: ["А 482 ОР 97", "JMZBK12Z651234567"],
                names: ["MAZDA", "Мазда", "Premacy", "Премаси"]
            )
        ]
    )

    @Test(
        "S0.22 any part of a name, a phone in any format, a plate in either alphabet, a VIN, and a make in both spellings",
        arguments: [
            "королев", "КОРОЛЁВ", "роле", "пётр ильин", "Королёв-Ильин", "зоя",
            "8 (953) 523-72-71", "+7 953 523 72 71", "89535237271", "9535237271", "+7 9", "8 (953", "7271", "71", "1",
            "237-27",
            "8", "89",
            "А482ОР97", "a482op97", "а 482 ор 97", "482op", "A 482", "482 ор",
            "jmzbk12", "1234567",
            "mazda", "мазда", "vfplf", "ьфявф", "зкуьфсн", "прем", "premacy", "м", "m", "ма", "j", "v",
            "vfplf 7271", "королев мазда а482",
        ]
    )
    func found(typed: String) {
        #expect(SearchQuery(typed).matches(text), "\(SearchQuery(typed).parts)")
    }

    @Test(
        "S0.22 letters whose keys have signs on the other keyboard are letters, wherever they stand in a word",
        arguments: [
            ("Курёхин Зиновий", "reht[by"), ("Жуков Пётр", ";erjd"), ("Юрьев Эдуард", ".hmtd 'le"),
            ("Объедков", "j,]tlrjd"),
            ("Хабибуллин Юсуф", "[f,b,ekk .ce"), ("Соловьёв Эрнест", "cjkjdm`d"), ("Smith-Bauer", "ыьшер-ифгук"),
        ]
    )
    func signs(name: String, typed: String) {
        let text = SearchText.of(name: name, phones: [], vehicles: [])
        #expect(SearchQuery(typed).matches(text), "\(SearchQuery(typed).parts)")
    }

    @Test(
        "what is not there is not found: every word of the query must be",
        arguments: [
            "", " ", "%", "_", "…", "🚗", "королев иванов", "мазда 9999", "+7 495", "+9535", "оролева", "о", "ро", "53",
            "op", "\u{0}", "482 ор 77",
        ]
    )
    func notFound(typed: String) {
        #expect(!SearchQuery(typed).matches(text), "\(SearchQuery(typed).parts)")
    }

    @Test("patterns are safe for both databases and have three characters at least, whatever is typed")
    func patterns() {
        var random = SampleRandom(seed: 7)
        let letters = Array("абвгд ёЁйіїabcXYZ019 +-()\"'*%_\\;,.[]`~\u{0}\u{301}\u{202E}🚗İßÅ№")
        for _ in 0..<3_000 {
            let typed = String((0..<random.number(below: 30)).map { _ in random.one(of: letters) })
            let query = SearchQuery(typed)
            #expect(query.parts.count <= SearchQuery.mostParts)
            for pattern in query.parts.flatMap(\.patterns) {
                #expect(pattern.unicodeScalars.count >= 3, "\(typed.debugDescription)")
                #expect(pattern.allSatisfy { $0 == " " || $0.isLetter || $0.isNumber }, "\(typed.debugDescription)")
            }
        }
    }

    @Test("S0.22 any part of at least three characters of what a client has finds the client")
    func parts() {
        for number in 0..<300 {
            let sample = SampleClient(number, seed: 3)
            var random = SampleRandom(seed: 4, number)
            let vehicle = sample.vehicle.map {
                SearchedVehicle(
                    codes: [$0.plateNumber, $0.vin ?? ""],
                    names: [$0.make.name, $0.make.cyrillicName, $0.model]
                )
            }
            let text = SearchText.of(
                name: sample.client.name,
                phones: sample.client.phones,
                vehicles: vehicle.map { [$0] } ?? []
            )
            let sources = [sample.client.name, sample.client.phones[0].number, sample.vehicle?.plateNumber]
            for source in sources.compactMap(\.self) where !source.hasPrefix("8") {
                let word = random.one(of: source.split(separator: " ").map(Array.init))
                let length = min(word.count, 3 + random.number(below: 5))
                let piece = String(word.dropFirst(random.number(below: word.count - length + 1)).prefix(length))
                let isShort = Folding.words(of: piece).contains { $0.count < 3 }
                if !isShort, !Folding.words(of: piece).isEmpty {
                    #expect(SearchQuery(piece).matches(text), "\(piece) in \(text)")
                }
            }
            #expect(SearchQuery(sample.client.name).matches(text), "\(text)")
            #expect(SearchQuery(sample.client.phones[0].number).matches(text), "\(text)")
        }
    }
}
