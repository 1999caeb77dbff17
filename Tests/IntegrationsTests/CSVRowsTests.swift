import Testing

@testable import Integrations

@Suite("The rows of a CSV file")
struct CSVRowsTests {
    private static let text = #"""
        "a,b","say ""hello""",,17,"Пётр"
        "two
        lines","""","",x,"\"
        ,
        "last",""

        """#
    private static let rows = [
        ["a,b", #"say "hello""#, "", "17", "Пётр"],
        ["two\nlines", "\"", "", "x", "\\"],
        ["", ""],
        ["last", ""],
    ]

    private func read(_ chunks: [[UInt8]]) -> (rows: [[String]], damages: Int) {
        var source = CSVRows()
        var rows: [[String]] = []
        var damages = 0
        for chunk in chunks {
            source.append(chunk)
            reading: while true {
                switch source.next() {
                case .row(let fields, let length):
                    rows.append(fields)
                    source.drop(length)
                case .damaged:
                    damages += 1
                    _ = source.dropLine()
                case .incomplete: break reading
                }
            }
        }
        return (rows, damages)
    }

    @Test("commas, doubled quotes, line feeds and backslashes in a field are text, wherever the bytes are cut")
    func everySplit() {
        let bytes = Array(Self.text.utf8)
        for cut in 0...bytes.count {
            #expect(read([Array(bytes[..<cut]), Array(bytes[cut...])]).rows == Self.rows)
        }
        #expect(read(bytes.map { [$0] }).rows == Self.rows)
    }

    @Test("a line may end in CR LF")
    func carriageReturns() {
        #expect(read([Array("\"a\",b\r\n\"c\",\"d\"\r\n".utf8)]).rows == [["a", "b"], ["c", "d"]])
    }

    @Test("half a row with the next one glued to it costs that line only")
    func gluedRows() {
        let read = read([Array("\"a\",\"hal\"b\",\"c\"\n\"d\",\"e\"\n".utf8)])
        #expect(read.rows == [["d", "e"]])
        #expect(read.damages == 1)
    }

    @Test("bytes that never come to a line end do not pile up")
    func endless() {
        var source = CSVRows()
        for _ in 0..<100 {
            source.append([UInt8](repeating: UInt8(ascii: "x"), count: 1_000))
            if case .damaged = source.next() { _ = source.dropLine() }
            #expect(source.count <= 17 * 1_024)
        }
    }

    @Test("a quote that is never closed is given up, and the rows behind it are read")
    func unclosedQuote() {
        let good = String(repeating: "\"d\",\"e\"\n", count: 3_000)
        let read = read([Array("\"a\",\"\n".utf8), Array(good.utf8)])
        #expect(read.rows.last == ["d", "e"])
        #expect(read.rows.count > 2_990)
    }

    @Test("bytes that are no UTF-8 stay readable")
    func invalidUTF8() {
        #expect(read([[UInt8(ascii: "\""), 0xD0, UInt8(ascii: "x"), UInt8(ascii: "\""), 10]]).rows == [["\u{FFFD}x"]])
    }
}
