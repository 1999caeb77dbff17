/// How faxes are sent (requirement S4.11).
extension Settings {
    static let faxFolder = Setting(
        "fax.folder",
        String?.none,
        shown: "none",
        "The folder in which the PBX finds the pages of faxes, or from which it may take them by HTTP; it must exist, writable by the "
            + "product and readable by the PBX. Without it no faxes are sent",
        read: { try folder($0) }
    )
    static let faxAddresses = Setting(
        list: "fax.addresses",
        [String](),
        shown: "none",
        "Addresses of PBXs that take the pages by HTTP, `10.0.0.5`, each fax once; needed where the PBX does not see `fax.folder`",
        read: { $0.map { $0.lowercased() } }
    )
    static let faxContext = Setting(
        "fax.context",
        "priyom-fax",
        "The context of the dialplan in which faxes are sent, see `asterisk/extensions-priyom.conf`",
        read: { $0 }
    )
    static let faxChannel = Setting(
        "fax.channel",
        "Local/{number}@from-internal/n",
        "What the PBX calls to fax to a number",
        read: faxChannel
    )
    static let faxCallerID = Setting(
        "fax.caller-id",
        String?.none,
        shown: "none",
        "The number that such a call goes by before the dialplan chooses another",
        read: faxCallerID
    )
    static let faxPages = Setting(
        "fax.pages",
        50,
        "How many pages a fax may have",
        read: { try wholeNumber($0, in: 1...1_000, "pages") }
    )
    static let faxMegabytes = Setting(
        "fax.megabytes",
        10,
        "How large the PDF may be",
        read: { try wholeNumber($0, in: 1...100, "megabytes") }
    )
    static let faxKeepDays = Setting(
        "fax.keep-days",
        3,
        "So many days the pages of faxes that did not arrive are kept, to be sent again; those of the others are removed at once",
        read: { try wholeNumber($0, in: 1...365, "days") }
    )
    static let faxGhostscript = Setting("fax.ghostscript", "gs", "The program that draws the pages", read: { $0 })

    static let faxWeasyPrint = Setting(
        "fax.weasyprint",
        String?.none,
        shown: "none",
        "The program that prints papers and documents to PDF, `weasyprint` (Debian's). Without it papers are printed by browsers, and only "
            + "files that people choose are faxed",
        read: { $0 }
    )
}
