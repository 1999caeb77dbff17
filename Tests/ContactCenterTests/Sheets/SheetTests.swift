import ContactCenter
import Foundation
import Testing

@Suite("A sheet") struct SheetTests {
    @Test("pages are taken in order, the next one being read meanwhile, and none after the last")
    func readingAhead() async throws {
        let read = Counter()
        var taken: [Int] = []
        try await readAhead(0) { page in
            await read.count()
            return page < 4 ? page + 1 : nil
        } take: { page in
            taken.append(page)
        }
        #expect(taken == [0, 1, 2, 3, 4])
        #expect(await read.number == 5)
    }

    @Test("what cannot be taken ends the reading")
    func breakingOff() async throws {
        var taken: [Int] = []
        await #expect(throws: NotTaken.self) {
            try await readAhead(0) {
                $0 + 1
            } take: { page in
                taken.append(page)
                if page == 2 { throw NotTaken() }
            }
        }
        #expect(taken == [0, 1, 2])
    }

    @Test("neighbouring columns of one band stand together")
    func bands() {
        let lost = Sheet.Band("lost", "Пропущено")
        let sheet = Sheet(
            title: "",
            columns: [
                .init("name", "Причина", .text), .init("a", "А", .number, band: lost),
                .init("b", "Б", .share, band: lost),
                .init("c", "В", .number),
            ],
            timeZone: .gmt
        ) { _ in }
        #expect(sheet.bands.map(\.columns) == [0..<1, 1..<3, 3..<4])
        #expect(sheet.bands.map(\.band) == [nil, lost, nil])
    }

    private struct NotTaken: Error {}

    private actor Counter {
        var number = 0
        func count() { number += 1 }
    }
}
