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
