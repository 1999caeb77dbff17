import ContactCenter
import Testing

@Suite("The columns of the registry")
struct RegistryColumnTests {
    @Test("S0.44 stand in the order of the requirement unless somebody wants another")
    func standard() {
        #expect(
            RegistryKind.registry.columns.shown.map(\.rawValue) == [
                "number", "date", "novelty", "inquiry", "appointment", "arrival", "reason", "responsible", "client",
                "person", "vehicle", "model", "channel", "caller", "did", "phone", "workshop", "place",
            ]
        )
    }

    @Test("are hidden and moved; the number stays first and seen")
    func moved() {
        var columns = RegistryColumns(
            order: RegistryColumn.allCases,
            shown: Set(RegistryColumn.allCases).subtracting([.number, .date, .model])
        )
        #expect(columns.shown.prefix(2) == [.number, .novelty])
        #expect(!columns.shown.contains(.model))
        columns = columns.moving(.caller, by: -1)
        #expect(columns.order[12...13] == [.caller, .channel])
        #expect(columns.moving(.date, by: -1).order.first == .number)
        #expect(columns.moving(.number, by: 3) == columns)
        #expect(columns.moving(.project, by: 1) == columns)
    }

    @Test("are read back as they were written; what nobody knows is passed over")
    func text() {
        let columns = RegistryColumns(order: [.place, .date], shown: [.place, .reason])
        #expect(RegistryColumns(text: columns.text, of: .registry) == columns)
        #expect(
            RegistryColumns(text: "nonsense,-date,,-date,place", of: .registry).order.prefix(3) == [
                .number, .date, .place,
            ]
        )
        #expect(!RegistryColumns(text: "-number,-date", of: .registry).shown.contains(.date))
        #expect(RegistryColumns(text: "", of: .registry) == RegistryKind.registry.columns)
        // What was written before there were those of the journal.
        #expect(!RegistryColumns(text: "number,place,date", of: .registry).shown.contains(.processor))
    }
}
