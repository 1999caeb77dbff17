import Testing

@testable import Web

@Suite("What another program answers, as a table of text") struct PanelTableTests {
    private func html(_ text: String) throws -> String {
        PanelTable(json: try JSONReader.read(Array(text.utf8)), language: .russian).html.markup
    }

    @Test("S4.10 a list of objects has a column for each name, in their order; what is missing is a dash")
    func list() throws {
        let page = try html(#"[{"Договор":"12","Долг":-1500.50},{"Долг":0,"Срок":true}]"#)
        #expect(
            page.contains("<bdi>Договор</bdi></th><th scope=\"col\"><bdi>Долг</bdi></th><th scope=\"col\"><bdi>Срок")
        )
        #expect(page.contains("<td class=\"num\"><bdi>-1500.50</bdi></td><td>—</td>"))
        #expect(page.contains("<td>да</td>"))
    }

    @Test("S4.10 an object is names and what they say, with its lists below; deeper things are a line")
    func object() throws {
        let page = try html(#"{"Сальдо":10,"Менеджер":{"Имя":"Ольга","тел":[1,2]},"Заказы":[{"№":1}],"Пусто":[]}"#)
        #expect(page.contains("<dt><bdi>Сальдо</bdi></dt><dd><bdi>10</bdi></dd>"))
        #expect(page.contains("<bdi>Имя: Ольга, тел: 1, 2</bdi>"))
        #expect(page.contains("<h5><bdi>Заказы</bdi></h5>") && page.contains("<td class=\"num\"><bdi>1</bdi></td>"))
    }

    @Test("S4.10 whatever stands in it is text, short, and not endless")
    func hostile() throws {
        let row = #"{"<b>":"<img src=x onerror=alert(1)>\u202E"}"#
        let page = try html("[" + Array(repeating: row, count: 60).joined(separator: ",") + "]")
        #expect(!page.contains("<img") && !page.contains("<b>"))
        #expect(page.matches(of: /<tr>/).count == 51)
        #expect(page.contains("и ещё 10"))
        let long = try html(#"{"a":"\#(String(repeating: "я", count: 5_000))"}"#)
        #expect(long.count < 500)
        for text in ["[]", "{}", "1", "null", "[1,[2],{}]", #"["a"]"#] { #expect(!(try html(text)).isEmpty) }
    }

    @Test("S4.10 text is read as UTF-8, with or without its mark, else as windows-1251")
    func encodings() {
        #expect(ForeignText(Array("Ёж".utf8)).text == "Ёж")
        #expect(ForeignText([0xEF, 0xBB, 0xBF] + Array("Ёж".utf8)).text == "Ёж")
        #expect(ForeignText([0xA8, 0xE6, 0x20, 0xB9, 0x31, 0x98]).text == "Ёж №1\u{FFFD}")
    }
}
