import ContactCenter
import Foundation
import Testing

@Suite("The history of a client") struct ClientHistoryTests {
    private func entry(_ texts: String..., reason: String? = nil, number: String? = nil) -> ClientHistoryEntry {
        let place = ClientHistoryEntry.Place(at: Date(timeIntervalSince1970: 0), kind: .contact, record: 1)
        var entry = ClientHistoryEntry(place: place)
        (entry.texts, entry.reason, entry.number) = (texts, reason, number)
        return entry
    }

    private func finds(_ typed: String, _ entry: ClientHistoryEntry) -> Bool {
        var filter = ClientHistoryFilter()
        filter.text = SoughtText(typed: typed)
        return filter.finds(entry)
    }

    @Test(
        "S3.26 is searched for words in any of its texts, in the reason and the number: all of them, in any case, ё as е",
        arguments: [
            ("подвеск", true), ("ПОДВЕСКИ ремонт", true), ("елка", true), ("ёлка диагностика", true),
            ("а00002851", false),
            ("A00002851", true), ("стоит", true), ("оит", true), ("ст", true), ("ит", false), ("подвеска кузов", false),
            ("%", true),
        ]
    )
    func words(typed: String, isFound: Bool) {
        let entry = entry("Диагностика подвески", "Стоит «ёлка»", reason: "Ремонт", number: "A00002851")
        #expect(finds(typed, entry) == isFound)
    }

    @Test("S3.26 has entries without a word of their own, which are found by none")
    func wordless() {
        #expect(finds("", entry()) && !finds("ремонт", entry()))
    }

    @Test("S3.4 a questionnaire is found by its name, by a question and by what was answered, as people read it")
    func questionnaires() {
        var survey = entry()
        survey.questionnaire = .init(of: .qualitySurvey, answers: ["content": "yes", "wishes": "Скидку"], total: 5)
        #expect(survey.questionnaire?.answers.map { $0.answer.text(in: .russian) }.contains("Скидку") == true)
        for typed in ["скидк", "качеств", "СКИДКУ качества"] { #expect(finds(typed, survey), "\(typed)") }
        #expect(!finds("кузов", survey))
    }
}
