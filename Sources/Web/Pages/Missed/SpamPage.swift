import ContactCenter

/// The numbers whose calls are not wanted: who marked them, when, how often they called, and the way back.
struct SpamPage {
    var numbers: [SpamNumber]
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        Shell(title: language[.spamNumbers], place: .missed).page(
            """
            <div class="page-head"><h1>\(language[.spamNumbers])</h1>\
            <span class="muted">\(language[.spamNumbersAdvice])</span>\
            <a class="button push" href="\(MissedList.path)">\(language[.missedTitle])</a></div>
            \(numbers.isEmpty ? empty : table)
            """,
            address: address,
            for: viewer
        )
    }

    private var empty: HTML {
        "<div class=\"card empty\">\(Icon.check.html())<b>\(language[.spamNone])</b><span>\(language[.spamNoneAdvice])</span></div>"
    }

    private var table: HTML {
        let columns: [Phrase] = [.missedNumber, .spamCalls, .spamLastCall, .spamMarkedBy, .spamMarkedAt]
        let head = columns.map { column -> HTML in
            "<th scope=\"col\"\(column == .spamCalls ? " class=\"num\"" as HTML : .nothing)>\(language[column])</th>"
        }
        return """
            <section class="card list"><div class="scroll" tabindex="0" role="region" aria-label="\(language[.spamNumbers])">\
            <table class="table"><thead><tr>\(head)<th scope="col"><span class="only-read">\(language[.missedActions])</span></th>\
            </tr></thead><tbody>\(numbers.map(row))</tbody></table></div></section>
            """
    }

    private func row(_ number: SpamNumber) -> HTML {
        let phone = viewer.phone(number.number)
        return """
            <tr><th scope="row" class="phone">\(viewer.callable(number.number))</th><td class="num">\(number.callCount)</td>\
            <td>\(number.lastCallAt.map { dayAndTime($0, for: viewer) } ?? .nothing)</td>\
            <td>\(foreign(number.markedBy))</td><td>\(dayAndTime(number.markedAt, for: viewer))</td>\
            <td><form method="post" action="\(SitePath.spamNumbers)">\(viewer.formToken)\
            <input type="hidden" name="number" value="\(number.id.rawValue)">\
            <button class="button small">\(language[.spamRestore])<span class="only-read"> \(phone)</span></button></form></td></tr>
            """
    }
}
