import ContactCenter
import Testing

@Suite("Where panels ask") struct PanelAddressTests {
    private let values: [PanelAddress.Value: String] = [
        .number: "74956467171", .clientID: "12", .clientName: "ООО «Ёж»/../a b&c=1",
    ]

    @Test("S4.10 what is known of the caller is put into its places, so that it can lead nowhere else")
    func filled() throws {
        let address = try #require(PanelAddress("https://ERP.example/debt/{client_name}?phone={number}&id={client_id}"))
        #expect(address.needs == [.clientName, .number, .clientID])
        let url = try #require(address.filled(with: values))
        #expect(url.hasPrefix("https://erp.example:443/debt/%D0%9E%D0%9E%D0%9E%20"))
        #expect(url.hasSuffix("%2F%2E%2E%2Fa%20b%26c%3D1?phone=74956467171&id=12"))
        #expect(address.filled(with: [.number: "1", .clientID: "2"]) == nil)
        #expect(address.filled(with: [.number: "1", .clientID: "2", .clientName: ""]) == nil)
        #expect(PanelAddress("http://erp.test")?.filled(with: [:]) == "http://erp.test:80/")
    }

    @Test(
        "S4.10 what is no such address is refused",
        arguments: [
            "", "erp.example/x", "ftp://erp.example/", "file:///etc/passwd", "https:///x", "https://{number}.example/",
            "https://erp.example{number}/", "https://me.example@erp.example/", "https://me.example:x@erp.example/",
            "https://erp.example\\@evil.example/", "https://erp.example/#x", "https://erp.example/{phone}",
            "https://erp.example/{number", "https://erp.example/number}", "https://erp.example/{{number}}",
            "https://erp.example/a b", "https://erp.example/ё", "https://erp.example?x={number}",
            "https://erp.example:0/", "https://erp.example:65536/", "https://erp.example:/", "https://[::1/",
            "https://[]/", "https://erp.example_1/", "https://evil.example%2f.erp.example/",
        ]
    )
    func refused(text: String) { #expect(PanelAddress(text) == nil) }

    @Test("S4.10 a host is asked on its own port alone, without one on those of http and https")
    func hosts() throws {
        let usual = try #require(PanelHost("ERP.example"))
        for text in ["https://erp.example/", "http://ERP.example/x", "http://erp.example:443/"] {
            #expect(usual.admits(try #require(PanelAddress(text))), "\(text)")
        }
        for text in ["https://erp.example:8443/", "https://erp.example.evil.test/", "https://evil-erp.example/"] {
            #expect(!usual.admits(try #require(PanelAddress(text))), "\(text)")
        }
        let own = try #require(PanelHost("[fd00::5]:8443"))
        #expect(own.admits(try #require(PanelAddress("https://[FD00::5]:8443/x"))))
        #expect(!own.admits(try #require(PanelAddress("https://[fd00::5]/x"))))
        for text in ["", "https://erp.example", "erp.example/x", "erp.example:x", "a@b", "10.0.0.0/8"] {
            #expect(PanelHost(text) == nil, "\(text)")
        }
    }

    @Test("S4.10 a panel that asks another program needs its address, one of our own documents does not")
    func problems() {
        var panel = CallPanel()
        panel.name = "Взаиморасчёты"
        #expect(panel.problems.isEmpty)
        panel.kind = .erpTable
        #expect(panel.problems == [FieldProblem("address", .required)])
        panel.address = "javascript:alert(1)"
        #expect(panel.problems == [FieldProblem("address", .malformed)])
        panel.address = "https://erp.example/{number}"
        #expect(panel.problems.isEmpty)
    }
}
