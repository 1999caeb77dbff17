import ContactCenter

/// The buttons by which a list or a report is taken away, for those who may (requirements S2.17, S2.18). Each is a link to the file; with
/// scripts a line tells how far it is (`sheets.js`).
struct SheetLinks {
    /// The list as the reader sees it, from its top.
    var address: ListAddress
    /// Whether it can be printed as it stands.
    var isPrintable = false

    func html(for viewer: Viewer) -> HTML {
        guard viewer.may(.export) else { return .nothing }
        let language = viewer.language
        let links = [SheetForm.xlsx, .csv].map { form -> HTML in
            let file = ListAddress("\(address.path).\(form)", fields: address.fields)
            return """
                <a class="button" href="\(file.html)" data-sheet data-writing="\(language(.sheetWriting, "{}"))" \
                data-done="\(language(.sheetDone, "{}", "{}"))" data-failed="\(language[.sheetFailed])">\
                \(form == .xlsx ? Icon.save.html() : .nothing)\(form == .xlsx ? "Excel" : "CSV")</a>
                """
        }
        let printing: HTML =
            isPrintable
            ? "<button class=\"button\" type=\"button\" data-print>\(language[.sheetPrint])</button>" : .nothing
        return "<span class=\"buttons sheets\">\(links)\(printing)</span>"
    }
}
