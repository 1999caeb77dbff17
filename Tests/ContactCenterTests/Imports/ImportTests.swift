import Foundation
import Testing

@testable import ContactCenter

@Suite("Imports of clients")
struct ImportTests {
    private let rest = ClientAttributeID(7)

    private func mapping(_ fields: (ImportField?, MergeRule?)...) -> ImportMapping {
        var mapping = ImportMapping()
        mapping.columns = fields.enumerated().map { ImportMapping.Column("\($0)", $1.0, rule: $1.1) }
        return mapping
    }

    private func attribute(_ id: Int64, _ name: String) -> Kept<ClientAttribute> {
        var attribute = ClientAttribute()
        attribute.name = name
        return Kept(id: ClientAttributeID(id), version: 1, record: attribute)
    }

    // MARK: - Columns

    @Test("S3.6 columns are guessed from their titles in Russian, Ukrainian and English")
    func guesses() {
        let rows = [
            [
                "Фамилия", "Имя", "Моб. телефон", "E-mail", "Гос. номер", "VIN", "Марка", "Год выпуска",
                "Остаток суммы", "Разное",
            ],
            ["Ёлкин", "Пётр", "8 916 197-85-96", "", "", "", "", "", "100", ""],
        ]
        let russian = ImportGuess.mapping(of: rows, attributes: [attribute(7, "Остаток суммы")])
        #expect(russian.hasHeads)
        #expect(
            russian.columns.map(\.field) == [
                .name, .name, .phone(.mobile), .email, .plate, .vin, .make, .year, .attribute(rest), nil,
            ]
        )
        #expect(russian.columns[8].rule == .overwrite && russian.columns[2].rule == .add && russian.problem == nil)
        let ukrainian = ImportGuess.mapping(of: [["ПІБ", "Телефон", "Пошта", "Примітка"]], attributes: [])
        #expect(ukrainian.columns.map(\.field) == [.name, .phone(.contact), .email, .note])
        let english = ImportGuess.mapping(
            of: [["Company", "Phone", "Address", "ИНН"]],
            attributes: [attribute(3, "ИНН")]
        )
        #expect(english.columns.map(\.field) == [.name, .phone(.contact), .address, .attribute(ClientAttributeID(3))])
        #expect(english.columns.map(\.isKey) == [false, false, false, true])
        let bare = ImportGuess.mapping(of: [["Ёлкин", "89161978596"]], attributes: [])
        #expect(!bare.hasHeads && bare.columns.map(\.title) == ["A", "B"] && bare.problem == .nothingToKnowBy)
    }

    @Test("S3.6 a saved mapping finds its columns by their titles, wherever they stand")
    func saved() {
        var saved = ImportMapping()
        saved.columns = [
            ImportMapping.Column("Телефон", .phone(.mobile), rule: .overwrite), ImportMapping.Column("ФИО", .name),
        ]
        let applied = saved.applied(to: ["Новое", " фио", "ТЕЛЕФОН"])
        #expect(applied.columns.map(\.field) == [nil, .name, .phone(.mobile)] && applied.columns[2].rule == .overwrite)
        #expect(mapping((.name, nil), (.vin, nil), (.vin, nil)).problem == .twice(.vin))
        #expect(ImportField.fixed.allSatisfy { ImportField(rawValue: $0.rawValue) == $0 })
        #expect(ImportField(rawValue: "attribute_7") == .attribute(rest) && ImportField(rawValue: "x") == nil)
    }

    // MARK: - Rows

    @Test("S3.6 telephones are what people mean: several in a cell, and quantities of a spreadsheet")
    func phones() {
        #expect(ImportedRow.phones(in: "8 916 197-85-96, 4951234567;") == ["8 916 197-85-96", "4951234567"])
        #expect(ImportedRow.phones(in: "7.9161978596E10") == ["79161978596"])
        #expect(ImportedRow.phones(in: "7,9161978596E+10") == ["79161978596"])
        #expect(ImportedRow.phones(in: "79161978596.0") == ["79161978596"])
        #expect(ImportedRow.phones(in: "нет") == ["нет"])
    }

    @Test("S3.6 what is no value of its column is left out and said so; hostile text is text")
    func rows() {
        let mapping = mapping(
            (.name, nil),
            (.name, nil),
            (.email, nil),
            (.year, nil),
            (.kind, nil),
            (.note, nil),
            (nil, nil)
        )
        let row = ImportedRow(
            [
                "<script>alert(1)</script>", " \u{0} =cmd|' /C calc'!A0 ", "нет, a@example.org", "2014 г.", "ООО",
                "а\n\nб", "x",
            ],
            by: mapping
        )
        #expect(row[.name]?.texts == ["<script>alert(1)</script> =cmd|' /C calc'!A0"])
        #expect(row[.email]?.texts == ["a@example.org"] && row[.year]?.texts == ["2014"])
        #expect(row[.note]?.texts == ["а\nб"] && row[.kind]?.texts == ["ООО"])
        #expect(row.remarks == [ImportRemark(.noEmail, field: .email, text: "нет")])
        #expect(ImportedRow(["", "  "], by: mapping).values.isEmpty)
    }

    // MARK: - Whom it is about

    @Test("S3.6 a surer key decides, and keys that point to different clients are a doubt")
    func matches() {
        let (vin, phone, email): (ImportMatch.Key, ImportMatch.Key, ImportMatch.Key) = (
            .vin("X"), .phone(NumberKey("+7")), .email("a@b")
        )
        let (one, two): (ClientID, ClientID) = (ClientID(1), ClientID(2))
        #expect(ImportMatch.of([:]) == .new)
        #expect(ImportMatch.of([phone: [one]]) == .known(one))
        #expect(ImportMatch.of([phone: [one, two]]) == .doubtful(.several, [one, two]))
        #expect(ImportMatch.of([phone: [one, two], vin: [two]]) == .known(two))
        #expect(ImportMatch.of([phone: [one, two], email: [one]]) == .known(one))
        #expect(ImportMatch.of([vin: [one], phone: [two]]) == .doubtful(.conflict, [one, two]))
        #expect(ImportMatch.of([.attribute(rest, "7"): [one], vin: [two]]) == .doubtful(.conflict, [one, two]))
    }

    // MARK: - What becomes of it

    private var known: Client {
        var client = Client()
        (client.name, client.note) = ("Ёлкин", "старое")
        client.phones = [
            ClientPhone(kind: .mobile, number: "8 916 197-85-96", key: NumberKey("+79161978596"), person: "Пётр"),
            ClientPhone(kind: .mobile, number: "4951234567", key: NumberKey("+74951234567")),
            ClientPhone(kind: .home, number: "111", key: NumberKey("111")),
        ]
        client.emails = ["A@example.org"]
        client.attributes = [rest: "100.00"]
        return client
    }

    private func merged(_ rule: MergeRule) -> Client {
        let mapping = mapping(
            (.name, rule),
            (.note, rule),
            (.phone(.mobile), rule),
            (.email, rule),
            (.attribute(rest), rule)
        )
        let row = ImportedRow(["Ёлкин Пётр", "новое", "79161978596", "b@example.org", "50"], by: mapping)
        let phones = [
            ClientPhone.Kind.mobile: [ClientPhone(kind: .mobile, number: "79161978596", key: NumberKey("+79161978596"))]
        ]
        return ImportMerge(row, isNew: false).client(from: known, phones: phones)
    }

    @Test("S3.6 what a client has already is kept, filled, overwritten or added to")
    func merges() {
        #expect(merged(.keep) == known)
        #expect(merged(.fill) == known)
        var overwritten = known
        (overwritten.name, overwritten.note) = ("Ёлкин Пётр", "новое")
        // The same number stays as it was written, with whose it is; a number of another kind is not touched.
        overwritten.phones.remove(at: 1)
        (overwritten.emails, overwritten.attributes) = (["b@example.org"], [rest: "50"])
        #expect(merged(.overwrite) == overwritten)
        var added = known
        (added.note, added.emails) = ("старое\nновое", ["A@example.org", "b@example.org"])
        #expect(merged(.add) == added)
    }

    @Test("S3.6 a new client gets everything, whatever is said of those who are known")
    func newClient() {
        let mapping = mapping((.name, .keep), (.email, .keep))
        let row = ImportedRow(["Ёлкин", "b@example.org"], by: mapping)
        let client = ImportMerge(row, isNew: true).client(from: Client(), phones: [:])
        #expect(client.name == "Ёлкин" && client.emails == ["b@example.org"])
    }

    @Test("S3.6 a car gets what is known of it now")
    func vehicles() {
        let mapping = mapping((.vin, nil), (.plate, .overwrite), (.make, nil), (.year, nil))
        let row = ImportedRow(["XW8ZZZ61ZJG000001", "А001АА77", "MAZDA", "2019"], by: mapping)
        var present = Vehicle()
        (present.plateNumber, present.year) = ("В002ВВ77", 2018)
        let vehicle = ImportMerge(row, isNew: false).vehicle(from: present, make: VehicleMakeID(5), model: nil)
        #expect(vehicle.vin == "XW8ZZZ61ZJG000001" && vehicle.plateNumber == "А001АА77")
        #expect(vehicle.make == VehicleMakeID(5) && vehicle.year == 2018)
    }
}
