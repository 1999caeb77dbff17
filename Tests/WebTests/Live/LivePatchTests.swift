import ContactCenter
import TestSupport
import Testing

@testable import Web

@Suite struct LivePatchTests {
    @Test("only what changed is sent: what left, what came and where, what looks different")
    func difference() {
        let old = [Row("a"), Row("b"), Row("c")]
        let new = [Row("a"), Row("c", "new"), Row("d")]
        let patch = LivePatch.difference(from: old, to: new, for: .sample())
        #expect(
            patch.operations == [
                .drop(key: "b"),
                .set(key: "c", Row("c", "new").html),
                .put(region: "rows", after: "c", Row("d").html),
            ]
        )
    }

    @Test("a part that moved is taken out and put in again")
    func move() {
        let patch = LivePatch.difference(from: [Row("a"), Row("b")], to: [Row("b"), Row("a")], for: .sample())
        #expect(patch.operations == [.drop(key: "b"), .put(region: "rows", after: nil, Row("b").html)])
    }

    @Test("nothing is sent when nothing changed")
    func same() {
        #expect(LivePatch.difference(from: [Row("a")], to: [Row("a")], for: .sample()) == LivePatch())
    }

    @Test("from any list to any other: the browser ends with the other, in its order", arguments: 0..<20)
    func randomLists(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var shown: [Row] = []
        var browser = SampleBrowser()
        browser.take(.filling([.rows], with: shown, for: .sample()))
        for _ in 0..<200 {
            let names = "abcdefghij".shuffled(using: &random).prefix(Int.random(in: 0...10, using: &random))
            let next = names.map { Row(String($0), String(Int.random(in: 0..<3, using: &random))) }
            browser.take(.difference(from: shown, to: next, for: .sample()))
            shown = next
            try #require(browser.content(of: "rows") == next.html(in: .rows, for: .sample()).markup)
        }
    }
}

private struct Row: LivePart {
    enum Region: String, LiveRegion {
        case rows
        var followsPosition: Bool { true }
    }

    var region: Region { .rows }
    var key: String
    var text: String

    init(_ key: String, _ text: String = "") {
        self.key = key
        self.text = text
    }

    var html: HTML { "<tr id=\"\(key)\"><td>\(text)</td></tr>" }

    func html(for viewer: Viewer) -> HTML { html }
}
