/// A workbook that is put together by hand, with whatever a file from somewhere may have in it. Its parts are not packed.
package struct SampleWorkbook {
    package var parts: [(name: String, bytes: [UInt8], method: UInt16)] = []

    /// - Parameters:
    ///   - sheet: the inner of `sheetData` and what follows it.
    ///   - strings: those that cells share.
    package init(sheet: String, strings: [String] = [], doctype: String = "") {
        add("[Content_Types].xml", "<Types xmlns=\"urn:types\"/>")
        add(
            "xl/workbook.xml",
            """
            <?xml version="1.0" encoding="UTF-8"?><workbook xmlns:r="urn:r"><sheets>\
            <sheet name="Скрытый" sheetId="1" state="hidden" r:id="rId9"/><sheet name="Клиенты" sheetId="2" r:id="rId1"/></sheets></workbook>
            """
        )
        add(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships><Relationship Id="rId9" Target="worksheets/hidden.xml"/>\
            <Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>
            """
        )
        add(
            "xl/styles.xml",
            """
            <styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy\\ hh:mm;@"/><numFmt numFmtId="165" \
            formatCode="[$-419]#,##0.00 &quot;дней&quot;"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>
            """
        )
        if !strings.isEmpty {
            add("xl/sharedStrings.xml", "<sst>\(strings.map { "<si>\($0)</si>" }.joined())</sst>")
        }
        add("xl/worksheets/sheet1.xml", "\(doctype)<worksheet><sheetData>\(sheet)</worksheet>")
    }

    package mutating func add(_ name: String, _ text: String) { parts.append((name, Array(text.utf8), 0)) }

    /// The file, as ZIP has it; the packed sizes are those of the bytes as they are given.
    package var file: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        func short(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)] }
        func long(_ number: Int) -> [UInt8] { short(number & 0xFFFF) + short(number >> 16) }
        for part in parts {
            let (name, offset) = (Array(part.name.utf8), file.count)
            let about =
                short(0) + short(Int(part.method)) + long(0) + long(0) + long(part.bytes.count) + long(part.bytes.count)
            file += [0x50, 0x4B, 3, 4] + short(20) + about + short(name.count) + short(0) + name + part.bytes
            directory += [0x50, 0x4B, 1, 2] + short(20) + short(20) + about + short(name.count) + short(0) + short(0)
            directory += short(0) + short(0) + long(0) + long(offset) + name
        }
        let end = file.count
        return file + directory + [0x50, 0x4B, 5, 6] + short(0) + short(0) + short(parts.count) + short(parts.count)
            + long(directory.count) + long(end) + short(0)
    }
}
