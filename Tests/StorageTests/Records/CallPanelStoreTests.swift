import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Panels of a call's card as records")
struct CallPanelStoreTests {
    private let program = RecordAuthor(nil, at: .sample(0))

    @Test("S4.10 three panels came with the product, off until somebody turns them on", arguments: TestEngine.allCases)
    func given(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let panels = try await store.records.records(of: CallPanel.self, includingHidden: true).map(\.record)
            #expect(panels.map(\.kind) == [.openDocuments, .documentSums, .documentHistory])
            #expect(panels.allSatisfy { !$0.isOn && $0.address == nil })
        }
    }

    @Test("S4.10 every kind is kept with all it has, in the order of its place", arguments: TestEngine.allCases)
    func kinds(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for (place, kind) in CallPanel.Kind.allCases.enumerated().reversed() {
                var panel = CallPanel()
                (panel.name, panel.kind, panel.place) = ("Панель \(place)", kind, Int64(10 + place))
                panel.address = kind.asks ? "https://erp.example/{number}?c={client_id}" : nil
                guard case .saved(let kept) = try await store.records.add(panel, by: program) else {
                    Issue.record("\(kind) was not kept")
                    continue
                }
                #expect(try await store.records.record(kept.id)?.record == panel)
            }
            let panels = try await store.records.records(of: CallPanel.self, includingHidden: false)
            #expect(panels.suffix(5).map(\.record.kind) == CallPanel.Kind.allCases)
        }
    }

    @Test("S4.10 one that asks another program is not kept without its address", arguments: TestEngine.allCases)
    func incomplete(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var panel = CallPanel()
            (panel.name, panel.kind) = ("Долг", .erpPage)
            let saving = try await store.records.add(panel, by: program)
            #expect(saving == .refused([FieldProblem("address", .required)]))
        }
    }
}
