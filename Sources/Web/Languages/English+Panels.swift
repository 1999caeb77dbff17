/// English words for the panels of a call's card.
extension English {
    static let panels: [Phrase: String] = [
        .callPanels: "Panels before the answer",
        .callPanelName: "Panel",
        .fieldPanelKind: "Shows",
        .hintPanelKind: "Stands on the card of a call while it still rings",
        .fieldPanelAddress: "Address of your own program",
        .hintPanelAddress:
            "For example: https://erp.example/debt?phone={number}. Also {client_id} and {client_name}. The host must stand in panels.hosts",
        .problemNotPanelAddress:
            "An address is needed: https://…, with {number}, {client_id} or {client_name} behind the host",
        .panelOpenDocuments: "Open documents with sums",
        .panelDocumentSums: "Sums by kind of document",
        .panelDocumentHistory: "Latest documents",
        .panelERPTable: "Table of another program (JSON)",
        .panelERPPage: "Page of another program (HTML)",
        .panelLoading: "Loading…",
        .panelAgain: "Again",
        .panelOurs: "Not received",
        .panelTimeout: "No answer within 1 s",
        .panelUnreachable: "The program cannot be reached",
        .panelCertificate: "The certificate of the program does not hold",
        .panelRefused: "The program refused: {}",
        .panelTooLong: "The answer is too long",
        .panelUnreadable: "The answer cannot be read",
        .panelForeignHost: "The host is not named in panels.hosts",
        .panelNoNumber: "The caller's number is not known",
        .panelNoClient: "The client is not known",
        .panelBusy: "Too many questions at once",
        .panelTotal: "Total",
        .panelMore: "{} more",
        .panelCount: "Documents",
        .panelOpenCount: "Open",
        .panelOpenAmount: "Sum of the open",
        .panelCut: "The first {} documents are counted",
        .panelEmpty: "Nothing",
    ]
}
