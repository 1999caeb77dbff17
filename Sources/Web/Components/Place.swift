import ContactCenter

/// A section of the product, as the navigation lists it.
enum Place: CaseIterable {
    case card
    case registry
    case missed
    case calls
    case online
    case register
    case reconciliation

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
        case .registry, .missed, .calls: .contacts
        case .online, .register, .reconciliation: .control
        }
    }

    var permission: Permission {
        switch self {
        case .card: .workspace
        case .registry: .contacts
        case .missed: .missed
        case .calls, .register: .calls
        case .online: .online
        case .reconciliation: .reconciliation
        }
    }

    var address: HTML {
        switch self {
        case .card: SitePath.card
        case .registry: SitePath.registry
        case .missed: SitePath.missed
        case .calls: HTML(text: SitePath.calls)
        case .online: SitePath.online
        case .register: HTML(text: SitePath.register)
        case .reconciliation: HTML(text: ReconciliationPage.path)
        }
    }

    var icon: Icon {
        switch self {
        case .card: .headset
        case .registry: .note
        case .missed: .missed
        case .calls: .phone
        case .online: .pulse
        case .register: .list
        case .reconciliation: .compare
        }
    }

    var name: Phrase {
        switch self {
        case .card: .card
        case .registry: .registry
        case .missed: .missed
        case .calls: .callsTitle
        case .online: .online
        case .register: .registerInShort
        case .reconciliation: .reconciliation
        }
    }

    /// The key that leads there after `G`.
    var letter: String {
        switch self {
        case .card: "W"
        case .registry: "R"
        case .missed: "M"
        case .calls: "C"
        case .online: "O"
        case .register: "P"
        case .reconciliation: "K"
        }
    }

    /// One of the five places that a narrow screen has room for.
    var isPinned: Bool {
        switch self {
        case .card, .registry, .missed, .calls, .online: true
        case .register, .reconciliation: false
        }
    }
}
