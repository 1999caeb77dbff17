import ContactCenter
import Foundation
import Hummingbird

/// The check of one day's calls against the PBX's own records: calls without a record, records without a call (requirements S4.4,
/// S4.5).
struct RecordGapsPage {
    static let path = "/reconciliation/records"
    /// Of each kind; more are counted.
    static let limit = 200

    let day: Day
    let gaps: RecordGaps
    let viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        Shell(title: language[.recordGaps], place: .reconciliation).page(
            """
            <div class="page-head"><a class="button quiet square" href="/reconciliation" \
            aria-label="\(language[.reconciliation])" title="\(language[.reconciliation])">\(Icon.back.html())</a>\
            <h1>\(language[.recordGaps])</h1></div><p class="muted">\(language[.recordGapsAdvice])</p>\
            <form class="record-search" method="get" action="\(Self.path)"><label for="day">\(language[.strayDay])</label>\
            <input class="input" type="date" id="day" name="day" value="\(day.description)" required>\
            <button class="button">\(language[.strayShow])</button>\
            <a class="button quiet" href="\(Self.path)?day=\((day - 1).description)">\(dateText(day - 1))</a>\
            <a class="button quiet" href="\(Self.path)?day=\((day + 1).description)">\(dateText(day + 1))</a></form>\
            \(body)
            """,
            address: "\(Self.path)?day=\(day)",
            for: viewer
        )
    }

    private var body: HTML {
        guard gaps.callCount + gaps.rowCount > 0 else {
            return "<div class=\"card empty\">\(Icon.check.html())<b>\(language[.recordGapsNone])</b></div>"
        }
        let counts: [(Phrase, Int)] = [(.recordGapsCalls, gaps.callCount), (.recordGapsRows, gaps.rowCount)]
        let summary = counts.map { phrase, count -> HTML in "\(language[phrase]): <b class=\"strong\">\(count)</b>" }
        let isCut = counts.contains { $0.1 > Self.limit }
        let cut: HTML = isCut ? " \(language(.recordGapsCut, "\(Self.limit)"))" : .nothing
        let rows = CDRTable(rows: gaps.rows, viewer: viewer, title: .recordGapsRows, none: .recordGapsNoRows).html
        return "<p role=\"status\">\(summary.joined(" · "))\(cut)</p><div class=\"stack\">\(calls)\(rows)</div>"
    }

    private var calls: HTML {
        let title = language[.recordGapsCalls]
        guard !gaps.calls.isEmpty else {
            return """
                <section class="card"><header><h2>\(title)</h2></header><p class="body muted">\(language[.recordGapsNoCalls])</p>\
                </section>
                """
        }
        return """
            <section class="card list"><header><h2>\(title)</h2></header><div class="scroll" tabindex="0" role="region" \
            aria-label="\(title)"><table class="table"><thead><tr><th scope="col">\(language[.recordGapsAt])</th>\
            <th scope="col">\(language[.recordGapsFrom])</th><th scope="col">\(language[.recordGapsTo])</th>\
            <th scope="col">\(language[.recordGapsOutcome])</th></tr></thead><tbody>\(gaps.calls.map(row))</tbody></table></div>\
            </section>
            """
    }

    private func row(_ call: Call) -> HTML {
        let at = dayAndTime(call.startedAt, for: viewer)
        let place: HTML = viewer.may(.calls) ? "<a href=\"\(SitePath.call(call.id))\">\(at)</a>" : at
        let from = call.caller.number ?? call.callerPhone?.rawValue ?? ""
        return """
            <tr><th scope="row">\(place)</th><td>\(foreign(from))</td><td>\(foreign(call.dialled ?? ""))</td>\
            <td>\(outcome(call.result, call.cause, in: language))</td></tr>
            """
    }
}

extension Site {
    @Sendable func showRecordGaps(_ request: Request, _ context: Context) async throws -> Response {
        let calendar = BusinessCalendar(configuration.timeZone)
        let day = request.uri.queryParameters["day"].flatMap { Day(String($0)) } ?? calendar.day(of: now())
        let gaps = try await callLog.recordGaps(
            of: day,
            calls: calendar.period(of: day...day),
            limit: RecordGapsPage.limit
        )
        return .page(RecordGapsPage(day: day, gaps: gaps, viewer: viewer(of: request, context)).html)
    }
}
