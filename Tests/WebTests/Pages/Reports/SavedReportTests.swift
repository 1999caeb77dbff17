import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Integrations
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("Saved reports and how they are sent") struct SavedReportTests {
    private func withSite(
        rights: Rights = Rights([.reports: .all, .export: .all, .contacts: .all]),
        sendsMail: Bool = true,
        _ test: @escaping @Sendable (SheetSite) async throws -> Void
    ) async throws {
        var configuration = WebConfiguration()
        configuration.sendsMail = sendsMail
        try await SheetSite.with(rights: rights, configuration: configuration, test)
    }

    private static let channels = "/reports/statistics/save?period=last-week&by=channel&x=y&channel=1"

    @Test("a report is saved as it is shown, called up by its name, and a hostile name stays text")
    func saving() async throws {
        try await withSite { site in
            #expect(try await site.ask(.get, "/reports").text.contains("Сохранённых отчётов нет"))
            let saved = try await site.send(Self.channels, "name=%3Cb%3E+%22Каналы%22&stay=1")
            let back = try #require(saved.headers[.location])
            #expect(back == "/reports/statistics?period=last-week&channel=1&by=channel")
            let page = try await site.ask(.get, back).text
            #expect(page.contains("&lt;b&gt; &quot;Каналы&quot;") && !page.contains("<b> "))
            #expect(page.contains("period=last-week&amp;channel=1&amp;by=channel\" aria-current=\"true\""))
            let list = try await site.ask(.get, "/reports").text
            #expect(list.withoutTags.contains("Прошлая неделя"))
            #expect(list.contains("href=\"/reports/statistics?period=last-week&amp;channel=1&amp;by=channel\""))
            // Every report is in the catalogue, with what it shows.
            for report in Report.Name.allCases { #expect(list.contains("href=\"\(report.path)\"")) }
            let bare = try await site.client.ask(.post, Self.channels, [.cookie: SampleAccess.cookie], "name=x")
            #expect(bare.status == .forbidden)
            #expect(try await site.send("/reports/nothing/save", "name=x").status == .notFound)
            #expect(try await site.send("/reports/hours/save?from=2026-99-99", "name=x").status == .badRequest)
        }
    }

    @Test("a name that is taken is refused, with what was typed in place")
    func taken() async throws {
        try await withSite { site in
            _ = try await site.send(Self.channels, "name=Каналы&shared=1")
            let again = try await site.send("/reports/hours/save?period=today", "name=+Каналы+")
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("Отчёт с таким названием у Вас уже есть"))
            #expect(again.text.contains("action=\"/reports/hours/save?period=today\""))
            #expect(try await site.store.savedReports.savedReports(for: UserID(1), includingHidden: true).count == 1)
            // What others share is read, and not changed.
            let others = try await site.store.savedReports.savedReports(for: UserID(2), includingHidden: false)
            #expect(others.map(\.kept.record.name) == ["Каналы"])
        }
    }

    @Test("is sent as its form says: time, day, recipients; what is wrong is told by its field")
    func scheduling() async throws {
        try await withSite { site in
            _ = try await site.send(Self.channels, "name=Каналы")
            let form = "version=1&name=Каналы&period=yesterday&rhythm=weekly&weekday=5&time=08%3A30&day="
            for (recipients, words) in [
                ("", "Укажите хотя бы один адрес"), ("a%40b+кто", "Это не адрес почты"),
                ((0...20).map { "a\($0)%40b" }.joined(separator: "%0A"), "Не больше 20 получателей"),
            ] {
                let refused = try await site.send("/reports/saved/1", "\(form)&recipients=\(recipients)")
                #expect(refused.status == .unprocessableContent && refused.text.contains(words))
            }
            let badTime = form.replacing("08%3A30", with: "25%3A00")
            #expect(
                try await site.send("/reports/saved/1", "\(badTime)&recipients=a%40b").status == .unprocessableContent
            )
            let saved = try await site.send("/reports/saved/1", "\(form)&recipients=a%40b%3B+c%40d%0D%0AA%40b")
            #expect(saved.headers[.location] == "/reports/saved/1?done=saved")
            let listed = try #require(try await site.store.savedReports.savedReport(SavedReportID(1), of: UserID(1)))
            #expect(listed.kept.record.recipients.map(\.description) == ["a@b", "c@d"])
            #expect(listed.kept.record.schedule == ReportSchedule(.weekly(on: 5), at: 510))
            #expect(listed.kept.record.query == "period=yesterday&channel=1&by=channel")
            #expect(listed.nextDue.map { $0 > Call.sampleStart } == true)
            let audit = try #require(try await site.store.access.auditLog(limit: 1).first)
            #expect(audit.action == .reportScheduled && Set(audit.fields) == ["schedule", "recipients", "query"])
            let page = try await site.ask(.get, "/reports/saved/1").text
            #expect(page.contains("value=\"08:30\"") && page.contains("a@b\nc@d</textarea>"))
            #expect(try await site.ask(.get, "/reports").text.withoutTags.contains("каждую неделю (Пт) в 08:30"))
            // Over an older version nothing is written.
            let stale = try await site.send("/reports/saved/1", "\(form)&recipients=x%40y")
            #expect(stale.status == .conflict && stale.text.contains("x@y</textarea>"))
        }
    }

    @Test("is sent now and again by a button, hidden and shown again")
    func acts() async throws {
        try await withSite { site in
            _ = try await site.send(
                Self.channels,
                "name=Каналы&rhythm=never&time=08%3A00&weekday=1&day=1&recipients=a%40b"
            )
            #expect(try await site.ask(.get, "/reports/saved/1").text.contains("/reports/saved/1/send"))
            #expect(
                try await site.send("/reports/saved/1/send", "").headers[.location] == "/reports/saved/1?done=sending"
            )
            #expect(
                try await site.send("/reports/saved/1/send", "").headers[.location]
                    == "/reports/saved/1?done=not-sending"
            )
            let due = try #require(try await site.store.reportOutbox.claim(at: Call.sampleStart, until: .distantFuture))
            try await site.store.reportOutbox.note(
                .refused,
                answer: "550 <b>no</b>",
                of: due,
                at: Call.sampleStart,
                next: nil,
                audit: nil
            )
            let failed = try await site.ask(.get, "/reports/saved/1").text
            #expect(failed.contains("Почтовый сервер не принял письмо") && failed.contains("550 &lt;b&gt;no"))
            #expect(try await site.send("/reports/saved/1/again", "run=\(due.run)").status == .seeOther)
            #expect(try await site.send("/reports/saved/1/again", "run=\(due.run)").status == .notFound)
            #expect(try await site.send("/reports/saved/1/hide", "version=1").status == .seeOther)
            #expect(try await !site.ask(.get, "/reports").text.contains("Каналы"))
            #expect(try await site.ask(.get, "/reports?hidden=1").text.contains("Каналы"))
            #expect(try await site.send("/reports/saved/1/restore", "version=2").status == .seeOther)
            #expect(try await site.ask(.get, "/reports").text.contains("Каналы"))
            #expect(try await site.ask(.get, "/reports/saved/2").status == .notFound)
        }
    }

    @Test("only for who may take reports away, and where mail is not set up the page says so")
    func rights() async throws {
        try await withSite(rights: Rights([.reports: .all])) { site in
            let form = "name=Каналы&rhythm=daily&time=08%3A00&recipients=a%40b"
            _ = try await site.send(Self.channels, form)
            let listed = try #require(try await site.store.savedReports.savedReport(SavedReportID(1), of: UserID(1)))
            #expect(listed.kept.record.schedule == nil && listed.kept.record.recipients.isEmpty)
            _ = try await site.send("/reports/saved/1", "\(form)&version=1")
            #expect(try await site.store.savedReports.savedReport(SavedReportID(1), of: UserID(1))?.nextDue == nil)
            #expect(try await site.send("/reports/saved/1/send", "").status == .forbidden)
            #expect(try await !site.ask(.get, "/reports/saved/1").text.contains("name=\"rhythm\""))
        }
        try await withSite(rights: Rights([.contacts: .all])) { site in
            let answers = [
                try await site.ask(.get, "/reports"), try await site.ask(.get, "/reports/saved/1"),
                try await site.send(Self.channels, "name=x"),
            ]
            #expect(answers.allSatisfy { $0.status == .forbidden })
        }
        try await withSite(sendsMail: false) { site in
            _ = try await site.send(
                Self.channels,
                "name=Каналы&rhythm=daily&time=08%3A00&weekday=1&day=1&recipients=a%40b"
            )
            for path in ["/reports", "/reports/saved/1"] {
                #expect(try await site.ask(.get, path).text.contains("Почта не настроена."))
            }
            #expect(try await !site.ask(.get, "/reports/saved/1").text.contains("/reports/saved/1/send"))
        }
    }

    @Test("the letter has the report of the day of sending, in the language of who saved it")
    func letter() async throws {
        try await withSite { site in
            try await site.register(3)
            _ = try await site.send(
                "/reports/statistics/save?period=yesterday",
                "name=Вчера%2Fотчёт&rhythm=daily&time=08%3A00&weekday=1&day=1&recipients=a%40b"
            )
            #expect(try await site.store.savedReports.send(SavedReportID(1), by: UserID(1), at: Call.sampleStart))
            let due = try #require(try await site.store.reportOutbox.claim(at: Call.sampleStart, until: .distantFuture))
            while try await site.store.reports.fold(at: Call.sampleStart) > 0 {}
            let letters = ReportLetters(
                configuration: WebConfiguration(),
                registry: site.store.registry,
                records: site.store.records,
                reports: site.store.reports,
                sheets: SheetFiles(),
                numbers: .russian,
                now: { Call.sampleStart + 86_400 }
            )
            let letter = try await letters.letter(about: due)
            let day = BusinessCalendar(WebConfiguration().timeZone).day(of: Call.sampleStart)
            #expect(letter.subject == "Отчёт «Вчера/отчёт»: \(dateText(day))")
            #expect(
                letter.file.name == "Вчераотчёт \(day).xlsx" && letter.file.latinName == "statistics-\(day)-\(day).xlsx"
            )
            #expect(letter.file.bytes.starts(with: Array("PK".utf8)) && letter.file.bytes.count > 4_000)
            #expect(letter.text.contains("Статистика по входящим контактам\r\n\(dateText(day))\r\n"))
            #expect(letter.text.contains("по просьбе пользователя Рогова marina"))
            #expect(letter.audited.hasPrefix("sheet:statistics.xlsx days:\(day)..\(day) rows:"))
        }
    }
}

extension SheetSite {
    /// A form of the supervisor's.
    fileprivate func send(_ path: String, _ form: String) async throws -> Answer {
        try await client.ask(
            .post,
            path,
            [.cookie: SampleAccess.cookie, .accept: "text/html"],
            "token=\(SampleAccess.secret.formToken)&\(form)"
        )
    }
}
