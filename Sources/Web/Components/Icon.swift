/// The line icons of the interface, drawn on a grid of 20 by 20.
enum Icon: String, CaseIterable {
    case phone
    case incoming
    case outgoing
    case missed
    case inside
    case headset
    case pulse
    case people
    case hold
    case moon
    case warn
    case leave
    case listen
    case calendar
    case down
    case funnel
    case list
    case cross
    case recording
    case check
    case bell
    case mute
    case mobile
    case person
    case globe
    case mail
    case road
    case plus
    case columns
    case doc
    case back
    case note
    case task
    case transfer
    case chat
    case up
    case right
    case compare
    case book
    case search
    case speech
    case plug
    case bookmark
    case desk
    case bars
    case clock
    case screen
    case save
    case keyboard
    case deal
    case copy

    /// The picture alone: the word stands beside it or in `title`, hidden from sight.
    func html(titled title: HTML? = nil) -> HTML {
        let picture: HTML = "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-\(rawValue)\"/></svg>"
        guard let title else { return picture }
        return "<span title=\"\(title)\">\(picture)<span class=\"only-read\">\(title)</span></span>"
    }

    /// All icons, once on a page, to be drawn from there.
    static let sprite: HTML = {
        let symbols = allCases.map { icon -> HTML in
            "<symbol id=\"i-\(icon.rawValue)\" viewBox=\"0 0 20 20\"><path d=\"\(icon.path)\"/></symbol>"
        }
        return "<svg class=\"sprite\" aria-hidden=\"true\">\(symbols)</svg>"
    }()

    private var path: String {
        switch self {
        case .phone: Self.handset
        case .incoming: Self.handset + "M16.5 3.5 12 8m0-3.5V8h3.5"
        case .outgoing: Self.handset + "M12 8l4.5-4.5m0 3.5V3.5H13"
        case .missed: Self.handset + "M12.5 3.5l4 4m0-4-4 4"
        case .inside: "M3.5 6.5h10M10.5 3.5l3 3-3 3M16.5 13.5h-10M9.5 10.5l-3 3 3 3"
        case .headset:
            "M4 12v-2a6 6 0 0 1 12 0v2M4 11.5h1.5a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1Z"
                + "M16 11.5h-1.5a1 1 0 0 0-1 1v2a1 1 0 0 0 1 1h.5a1 1 0 0 0 1-1ZM15.5 15.5c0 1.2-1.5 2-3.5 2"
        case .bars: "M3 16.5h14M5 13.5V10M8.5 13.5V5M12 13.5V8M15.5 13.5v-3"
        case .clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4l2.5 1.5"
        case .screen: "M3 4.5h14v9H3zM10 13.5v3M6.5 16.5h7"
        case .save: "M10 3v9.5M6 9l4 4 4-4M4 16.5h12"
        case .pulse: "M2.5 10H6l2-5 4 10 2-5h3.5"
        case .people:
            "M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.5 16a5 5 0 0 1 10 0"
                + "M13 4.3a2.6 2.6 0 0 1 0 5M14.5 11.6a5 5 0 0 1 3 4.4"
        case .hold: "M7 4.5v11M13 4.5v11"
        case .moon: "M16 11.5A6.5 6.5 0 0 1 8.5 4a6.5 6.5 0 1 0 7.5 7.5Z"
        case .leave: "M8 3.5H4.5v13H8M12.5 6.5 16 10l-3.5 3.5M16 10H7.5"
        case .listen: "M6.5 4.5v11l9-5.5Z"
        case .calendar: "M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5"
        case .down: "M5 7.5l5 5 5-5"
        case .funnel: "M3.5 4.5h13l-5 6V15l-3 1.5v-6Z"
        case .list: "M7.5 5.5h9M7.5 10h9M7.5 14.5h9M3.5 5.5h.01M3.5 10h.01M3.5 14.5h.01"
        case .cross: "M5.5 5.5l9 9M14.5 5.5l-9 9"
        case .recording:
            "M10 12.5a2.5 2.5 0 0 0 2.5-2.5V5.5a2.5 2.5 0 0 0-5 0V10a2.5 2.5 0 0 0 2.5 2.5ZM5 10a5 5 0 0 0 10 0M10 15v2.5"
        case .check: "M4 10.5 8 14.5 16 5.5"
        case .bell: "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13ZM8.5 17.5h3"
        case .mute: "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13ZM8.5 17.5h3M3 3l14 14"
        case .mobile: "M6.5 2.5h7v15h-7zM9.2 15h1.6"
        case .person: "M10 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 17a6 6 0 0 1 12 0"
        case .globe:
            "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM3 10h14M10 3c2.7 2.3 2.7 11.7 0 14"
                + "M10 3C7.3 5.3 7.3 14.7 10 17"
        case .mail: "M3 5h14v10H3zM3 6l7 5 7-5"
        case .road: "M7 3 4 17M13 3l3 14M10 4v2M10 9v2M10 14v2"
        case .plus: "M10 4v12M4 10h12"
        case .columns: "M3.5 4h13v12h-13zM8 4v12M12.5 4v12"
        case .doc: "M5.5 3h6L15 6.5V17H5.5zM11.5 3v3.5H15M8 10h4.5M8 13h4.5"
        case .back: "M11 5 6 10l5 5M15 5l-5 5 5 5"
        case .note: "M4 4h12v8l-4 4H4zM16 12h-4v4"
        case .task: "M4 4.5h12v11H4zM7 10l2 2 4-4.5"
        case .transfer: "M3 7h11m-3-3 3 3-3 3M17 13H6m3-3-3 3 3 3"
        case .chat: "M3.5 4.5h13v9h-7L6 16.5v-3H3.5Z"
        case .up: "M5 12.5l5-5 5 5"
        case .right: "M7.5 5l5 5-5 5"
        case .compare: "M3.5 5.5h7M3.5 10h4.5M3.5 14.5h7M12 11.5l2 2 3.5-4.5"
        case .book: "M4.5 4h9a2 2 0 0 1 2 2v10.5h-9a2 2 0 0 1-2-2Zm0 10.5a2 2 0 0 1 2-2h9"
        case .search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4"
        case .speech: "M3.5 4.5h13v9h-7L6 16.5v-3H3.5Z"
        case .plug: "M7 3v4M13 3v4M5 7h10v3a5 5 0 0 1-10 0ZM10 15v2.5"
        case .bookmark: "M6 3.5h8v13l-4-3-4 3Z"
        case .desk: "M3 14.5h14M4.5 14.5a5.5 5.5 0 0 1 11 0M10 9V6.5M8.5 6.5h3M2.5 17h15"
        case .keyboard: "M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7"
        case .deal: "M3 7h14v9H3zM7.5 7V4.5h5V7M3 11h14M10 10v2"
        case .copy: "M7 7h9.5v9.5H7zM13.5 7V3.5h-10v10H7"
        case .warn: "M10 3.5 17.5 16.5h-15ZM10 8.5v3.5M10 14.3v.01"
        }
    }

    private static let handset =
        "M5.2 3.5h2.4l1.2 3.2-1.6 1.3a9 9 0 0 0 4.8 4.8l1.3-1.6 3.2 1.2v2.4a1.7 1.7 0 0 1-1.8 1.7"
        + "A12.6 12.6 0 0 1 3.5 5.3a1.7 1.7 0 0 1 1.7-1.8Z"
}
