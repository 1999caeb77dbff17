import ContactCenter
import Testing

@Suite("The text of a template") struct TemplateTextTests {
    /// The blocks in short: `h1 Счёт {number}`, a bold run between stars.
    private func told(_ text: String) -> [String] {
        TemplateText(text).blocks.map { block in
            switch block {
            case .heading(let level, let runs): "h\(level) \(told(runs))"
            case .paragraph(let lines): "p " + lines.map(told).joined(separator: "/")
            case .list(let items): "ul " + items.map(told).joined(separator: "/")
            case .table(let table):
                "t \(table.head.map(told)) \(table.rows.map { $0.map(told) }) \(table.atRight.sorted())"
            case .services: "services"
            case .rule: "hr"
            }
        }
    }

    private func told(_ runs: [TemplateText.Run]) -> String {
        runs.map { run in
            let words =
                switch run.piece {
                case .text(let text): text
                case .place(let name): "{\(name)}"
                }
            return run.isBold ? "*\(words)*" : words
        }.joined()
    }

    @Test("S3.4 has headings, paragraphs, lists, tables, lines, bold words and places, whatever the line ends are")
    func blocks() {
        let text = """
            # Счёт № {number}
            Плательщик: **{client}, Киев**
              вторая строка
            - раз
            - **два

            {services}
            ---
            | Услуга | Сумма |
            |---|---:|
            | {works} | {total} |
            | одна
            ### Мелко
            #не заголовок
            """
        let expected = [
            "h1 Счёт № {number}", "p Плательщик: *{client}**, Киев*/вторая строка", "ul раз/**два", "services", "hr",
            "t [\"Услуга\", \"Сумма\"] [[\"{works}\", \"{total}\"], [\"одна\"]] [1]", "h3 Мелко", "p #не заголовок",
        ]
        #expect(told(text) == expected)
        #expect(told(text.replacing("\n", with: "\r\n")) == expected)
        #expect(told("") == [] && told("\n \n") == [])
        #expect(told("| a | b |") == ["t [] [[\"a\", \"b\"]] []"])
    }

    @Test(
        "S3.4 an unknown place is named with its line, and the table of services stands alone",
        arguments: [
            ("Кому: {client}\n{services}", nil), ("{", nil), ("{client", nil),
            ("# Счёт\n\n{clinet}", TemplateProblem.unknownPlaceholder("clinet", line: 3)),
            ("a\r\nb {} {client}", .unknownPlaceholder("", line: 2)), ("Услуги: {services}", .tableInLine(1)),
            ("| {services} |", .tableInLine(1)),
        ]
    )
    func problems(text: String, problem: TemplateProblem?) {
        #expect(TemplateText.problem(of: text) == problem)
        var template = DocumentTemplate()
        (template.name, template.text) = ("Счёт", text)
        #expect(template.problems == (problem.map { [FieldProblem("text", .template($0))] } ?? []))
    }

    @Test("S3.4 a template needs a text")
    func empty() {
        var template = DocumentTemplate()
        template.name = "Счёт"
        #expect(template.problems == [FieldProblem("text", .required)])
    }

    @Test("S3.4 papers are numbered by their kind")
    func numbers() {
        #expect(Paper.number(12, of: .invoice) == "СЧ-00012" && Paper.number(123_456, of: .act) == "АК-123456")
    }
}
