import ContactCenter
import Testing

@Suite("Text for search is folded")
struct FoldingTests {
    @Test(
        "case, ё and punctuation do not matter",
        arguments: [
            ("Королёв  Пётр", ["королев", "петр"]),
            ("ООО «Вектор-7»", ["ооо", "вектор", "7"]),
            ("Лук'яненко", ["лукяненко"]),
            ("И\u{306}од", ["йод"]),
            ("\u{202E}ab\u{200B}c 🚗", ["abc"]),
            ("ＦＵＬＬ", ["full"]),
            ("%_\\\"*", []),
        ]
    )
    func words(text: String, words: [String]) {
        #expect(Folding.words(of: text) == words)
    }

    /// A mark of direction has no place in a word, but is none of the letters that are known without Unicode's tables.
    @Test("common letters are folded alike with and without Unicode's tables")
    func common() {
        let scalars = (0x20...0x17F).map { $0 } + Array(0x400...0x52F) + Array(0x2010...0x2030)
        for text in scalars.compactMap(Unicode.Scalar.init).map({ "а\($0)б \($0)" }) {
            #expect(Folding.words(of: text) == Folding.words(of: "\(text)\u{200E}"), "\(text)")
        }
    }

    @Test("S0.22 letters that look alike in plates are one, in both alphabets")
    func plates() {
        #expect(Folding.code(of: "авекмнорстух") == "ABEKMHOPCTYX")
        #expect(Folding.code(of: "А 482 ОР 97") == Folding.code(of: "a482op97"))
        #expect(Folding.code(of: "х-123-ху·77") == "X123XY77")
    }

    @Test(
        "a wrong keyboard layout is understood both ways, Ukrainian letters too",
        arguments: [
            ("vfplf", "мазда"), ("ьфявф", "mazda"), (",fpf", "база"), ("cbyy'", "синнє"), ("мфіф", "vasa"),
            ("'ktrnhjy", "электрон"), ("Bdfyjd", "иванов"),
        ]
    )
    func layouts(typed: String, meant: String) {
        #expect(KeyboardLayout.otherReadings(of: typed).contains(meant))
    }
}
