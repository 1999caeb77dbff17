import ContactCenter

/// A section of the product, as the navigation lists it.
enum Place: CaseIterable {
    case card
    case missed
    case online

    enum Group: CaseIterable {
        case work
        case contacts
        case control

        var name: Phrase {
            switch self {
            case .work: .work
            case .contacts: .contacts
            case .control: .control
            }
        }
    }

    var group: Group {
        switch self {
        case .card: .work
        case .missed: .contacts
        case .online: .control
        }
    }

    var permission: Permission {
        switch self {
        case .card: .workspace
        case .missed: .missed
        case .online: .online
        }
    }

    var address: HTML {
        switch self {
        case .card: SitePath.card
        case .missed: SitePath.missed
        case .online: SitePath.online
        }
    }

    var icon: Icon {
        switch self {
        case .card: .headset
        case .missed: .missed
        case .online: .pulse
        }
    }

    var name: Phrase {
        switch self {
        case .card: .card
        case .missed: .missed
        case .online: .online
        }
    }

    /// The key that leads there after `G`.
    var letter: String {
        switch self {
        case .card: "W"
        case .missed: "M"
        case .online: "O"
        }
    }

    /// One of the five places that a narrow screen has room for.
    var isPinned: Bool {
        switch self {
        case .card, .missed, .online: true
        }
    }
}
