import ContactCenter
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Tables of clients are imported")
struct ImportPageTests {
    private static let rights = Rights([.imports: .all, .clients: .all])

    private func upload(
        _ site: ContactSite,
        _ bytes: [UInt8],
        named name: String = "base.csv",
        _ fields: [(String, String)] = [],
        token: String = SampleAccess.secret.formToken
    ) async throws -> Answer {
        var body: [UInt8] = []
        for (name, value) in [("token", token)] + fields {
            body += "--x1\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        body += "--x1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n".utf8
        body += bytes
        body += "\r\n--x1--\r\n".utf8
        return try await site.client.ask(
            .post,
            "/imports",
            [.cookie: SampleAccess.cookie, .contentType: "multipart/form-data; boundary=x1"],
            file: body
        )
    }

    private func workOff(_ site: ContactSite) async throws {
        while try await site.store.imports.work(limit: 100, at: Call.sampleStart) > 0 {}
    }

    private let table = """
        ФИО;Телефон;Полис
        Боровков <b>;8 953 523-72-71;=cmd|' /C calc'!A0
        Никто;;
        """

    @Test("S3.6 a table is uploaded, mapped, checked, written, fetched back row by row, and taken back")
    func wholeWay() async throws {
        try await ContactSite.with(Self.rights) { site in
            var attribute = ClientAttribute()
            attribute.name = "Полис"
            let id = try await site.store.records.add(attribute, by: ContactSite.author)
            guard case .saved(let policy) = id else { throw CancellationError() }
            let taken = try await upload(site, Array(table.utf8), named: "C:\\база <1>.csv")
            #expect(taken.status == .seeOther && taken.headers[.location] == "/imports/1")

            let draft = try await site.ask(.get, "/imports/1").text
            #expect(draft.contains("база &lt;1&gt;.csv") && draft.contains("CSV, UTF-8, «;»"))
            #expect(draft.contains("Боровков &lt;b&gt;") && !draft.contains("Боровков <b>"))
            #expect(draft.contains("<option value=\"name\" selected>"))
            #expect(draft.contains("<option value=\"attribute_\(policy.id)\" selected>"))
            let form =
                "version=1&heads=1&kind=person&field-0=name&rule-0=fill&field-1=phone_mobile&rule-1=add"
                + "&field-2=attribute_\(policy.id)&rule-2=overwrite"
            // Nothing to know clients by.
            let wrong = try await site.ask(.post, "/imports/1", "version=1&heads=1&kind=person&field-0=name&do=check")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Не по чему узнать клиента"))
            let late = try await site.ask(.post, "/imports/1", form + "&do=check")
            #expect(late.status == .conflict)
            let second = form.replacing("version=1", with: "version=2")
            #expect(try await site.ask(.post, "/imports/1", second + "&do=check").status == .seeOther)
            #expect(try await site.ask(.get, "/imports/1").text.contains("<progress"))
            try await workOff(site)
            let checked = try await site.ask(.get, "/imports/1").text
            #expect(checked.contains("<b class=\"number\">1</b> новых"))
            #expect(
                checked.contains("<b class=\"number\">1</b> сомнительных")
                    && checked.contains("не по чему узнать клиента")
            )
            #expect(try await site.store.clients.client(ClientID(1)) == nil)

            #expect(try await site.ask(.post, "/imports/1/run", "version=3").status == .seeOther)
            #expect(try await site.ask(.post, "/imports/1/run", "version=3").status == .conflict)
            try await workOff(site)
            let client = try #require(try await site.store.clients.client(ClientID(1))).record
            #expect(client.name == "Боровков <b>" && client.attributes == [policy.id: "=cmd|' /C calc'!A0"])
            let result = try await site.ask(.get, "/imports/1/rows.csv")
            #expect(result.status == .ok)
            // What looks like a formula is text.
            #expect(result.text.contains(";'=cmd|' /C calc'!A0") && result.text.contains("2;новых;;1;"))
            #expect(result.text.contains("3;сомнительных;не по чему узнать клиента"))
            #expect(try await site.ask(.get, "/imports/1/rows.xlsx").bytes.starts(with: [0x50, 0x4B]))

            #expect(try await site.ask(.post, "/imports/1/undo", "version=3").status == .seeOther)
            try await workOff(site)
            #expect(try await site.store.clients.client(ClientID(1))?.isHidden == true)
            #expect(try await site.ask(.get, "/imports/1").text.contains("<b class=\"number\">1</b> отменено"))
            #expect(try await site.ask(.get, "/imports").text.contains("/imports/1"))
        }
    }

    @Test("S3.6 a mapping is saved under a name and applied to another table")
    func mappings() async throws {
        try await ContactSite.with(Self.rights) { site in
            _ = try await upload(site, Array("Кто;Куда\nЁлкин;89161978596\n".utf8))
            let form =
                "version=1&heads=1&kind=organisation&field-0=name&field-1=phone_work&rule-1=overwrite&name=Плохие <имена>&do=save"
            let encoded = form.replacing("<", with: "%3C").replacing(">", with: "%3E").replacing(" ", with: "+")
            #expect(try await site.ask(.post, "/imports/1", encoded).status == .seeOther)
            _ = try await upload(site, Array("Куда;Прочее;Кто\n89161978597;;Палкин\n".utf8))
            let shown = try await site.ask(.get, "/imports/2").text
            #expect(shown.contains("Плохие &lt;имена&gt;"))
            #expect(
                try await site.ask(.post, "/imports/2", "version=1&heads=1&kind=person&mapping=1&do=apply").status
                    == .seeOther
            )
            let mapping = try #require(try await site.store.imports.find(ImportID(2))).mapping
            #expect(mapping.columns.map(\.field) == [.phone(.work), nil, .name] && mapping.makesOrganisations)
            #expect(mapping.columns[0].rule == .overwrite)
            #expect(try await site.ask(.post, "/imports/mappings/1/remove", "x=1").status == .seeOther)
            #expect(try await site.store.imports.mappings().isEmpty)
            #expect(try await site.ask(.post, "/imports/2/discard", "version=2").status == .seeOther)
            #expect(try await site.ask(.get, "/imports/2").status == .notFound)
        }
    }

    @Test("S3.6 what cannot be read is refused in words, and leaves nothing behind")
    func refusals() async throws {
        try await ContactSite.with(Self.rights) { site in
            let open = try await upload(site, Array("a;b\nc;\"d\n".utf8))
            #expect(open.status == .unprocessableContent && open.text.contains("Кавычка не закрыта. Строка 2."))
            let workbook = SampleWorkbook(sheet: "<row r=\"4\"><c t=\"s\"><v>7</v></c></row></sheetData>")
            let damaged = try await upload(site, workbook.file, named: "a.xlsx")
            #expect(damaged.text.contains("xl/worksheets/sheet1.xml") && damaged.text.contains("Строка 4."))
            let old = try await upload(site, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
            #expect(old.text.contains("Сохраните его как XLSX"))
            #expect(try await site.store.imports.imports(limit: 9).isEmpty)
            #expect(try await upload(site, Array("a;b\n".utf8), token: "x").status == .forbidden)
            let told = try await upload(
                site,
                [0xC8, 0xEC, 0xFF, 0x2C, 0x3B, 0x0A],
                [("encoding", "windows-1251"), ("separator", "comma")]
            )
            #expect(told.status == .seeOther)
            #expect(try await site.ask(.get, told.headers[.location] ?? "").text.contains("CSV, windows-1251, «,»"))
        }
    }

    @Test("S3.6 only who has the right brings tables")
    func rights() async throws {
        try await ContactSite.with(Rights([.clients: .all])) { site in
            for path in ["/imports", "/imports/1", "/imports/1/rows.csv"] {
                let answer = try await site.ask(.get, path)
                #expect(answer.status == .forbidden)
            }
            #expect(try await upload(site, Array("a;b\n".utf8)).status == .forbidden)
            #expect(try await !site.ask(.get, "/clients").text.contains("href=\"/imports\""))
        }
    }
}
