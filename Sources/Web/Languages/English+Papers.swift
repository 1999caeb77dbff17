/// English words for papers that are made from templates.
extension English {
    static let paperWords: [Phrase: String] = [
        .papers: "Papers from templates",
        .paperOne: "Paper from a template",
        .paperBack: "To the card",
        .paperMake: "Make the paper",
        .paperNumberLater: "The paper gets its number when it is made",
        .paperNoTemplates: "There are no templates yet: they are kept in the directory “Document templates”",
        .paperStale:
            "What it says has changed since the paper was shown: below it is as it would be now. Look at it and make it again",
        .paperAuthor: "Made by",
        .paperDate: "Date of the paper",
        .paperServices: "Table of the rendered services with sums, on a line of its own",
        .paperTotal: "Sum of the services",
        .paperLetter: "Letter",
        .paperInvoice: "Invoice",
        .paperAct: "Act",
        .paperOther: "Other paper",
        .paperMakePDF: "Make the PDF",
        .paperPrint: "Open to print",
        .paperNoPrinting:
            "No PDF is made: WeasyPrint is not set up on the server (fax.weasyprint). The paper can be printed by the browser",
        .paperPrintFailed:
            "The PDF was not made: WeasyPrint did not start or ended with an error. The paper is kept and can be printed by the browser. Administrator: look at fax.weasyprint and at the log of the server, then press “Make the PDF”",
        .paperPrintTooMuch:
            "The PDF was not made: it took too much time or memory. The paper is kept and can be printed by the browser. Make the template shorter",
        .paperPrintBusy: "The PDF is not made yet: too many are printing now. Press “Make the PDF” in a minute",
        .paperAddresses: "Addresses",
        .paperNobody: "To whom? Write an address",
        .paperLetterText: "Text of the letter",
        .paperEnclosed: "Enclosed: {}",
        .documentTemplates: "Document templates",
        .documentTemplateName: "Document template",
        .fieldPaperKind: "Kind of paper",
        .fieldTemplateText: "Text",
        .hintTemplateText:
            "Headings begin with #, ## or ###, items of a list with “- ”, bold words stand between **, an empty line parts paragraphs. A row of a table: | Service | Sum |; below its head |---|---:|, a colon sets the column right. --- is a line",
        .inRussian: "Russian",
        .inEnglish: "English",
        .inUkrainian: "Ukrainian",
        .problemPlaceholder: "Line {} has {}, which nothing stands for: what may stand there is listed below",
        .problemTableInLine: "In line {}: the table of services stands on a line of its own",
        .templatePlaces: "What may stand in the text",
        .templateContact: "Number of the contact",
        .templateTry: "Show on the contact",
        .templateNoContact: "There is no contact {}",
        .clientStoryTask: "Task",
        .clientStoryTaskOpen: "open",
        .clientStoryTaskLate: "overdue",
    ]
}
