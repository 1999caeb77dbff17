import Testing

@testable import Web

@Suite struct HTMLTests {
    @Test("text put into markup cannot become markup")
    func escapesText() {
        let name = "<script>alert(\"1\")</script> & 'Ko'"
        let html: HTML = "<td title=\"\(name)\">\(name)</td>"
        let safe = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Ko&#39;"
        #expect(html.markup == "<td title=\"\(safe)\">\(safe)</td>")
    }

    @Test("control characters are replaced, line ends and tabs stay")
    func replacesControlCharacters() {
        #expect(HTML(text: "a\u{0}b\u{1B}c\u{7F}d\ne\tf").markup == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\ne\tf")
    }

    @Test("markup and lists of markup are put in as they are")
    func keepsMarkup() {
        let cells: [HTML] = ["<td>1</td>", "<td>2</td>"]
        let row: HTML = "<tr>\(cells)</tr>"
        #expect(row.markup == "<tr><td>1</td><td>2</td></tr>")
        #expect(([HTML]()).joined(", ").markup == "")
        #expect(cells.joined(", ").markup == "<td>1</td>, <td>2</td>")
    }

    @Test("a stranger's text is cut, and keeps its direction of writing to itself")
    func isolatesForeignText() {
        let name = String(repeating: "\u{202E}я", count: 5_000)
        let markup = foreign(name, limit: 10).markup
        #expect(markup == "<bdi>" + String(repeating: "\u{202E}я", count: 5) + "\u{2026}</bdi>")
        #expect(foreign("Константин").markup == "<bdi>Константин</bdi>")
    }
}
