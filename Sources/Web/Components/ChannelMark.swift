import ContactCenter

/// The picture of a channel in its colour (decision D7); the name stands beside it.
func channelMark(_ look: ContactChannel.Look?) -> HTML {
    let look = look ?? ContactChannel.Look(icon: .list, colour: .grey)
    return "<span class=\"channel \(look.colour.rawValue)\">\(look.icon.picture.html())</span>"
}

extension ContactChannel.Icon {
    var picture: Icon {
        switch self {
        case .phone: .phone
        case .mobile: .mobile
        case .person: .person
        case .globe: .globe
        case .mail: .mail
        case .chat: .chat
        case .bell: .bell
        case .road: .road
        case .note: .note
        case .list: .list
        }
    }

    var phrase: Phrase {
        switch self {
        case .phone: .iconPhone
        case .mobile: .iconMobile
        case .person: .iconPerson
        case .globe: .iconGlobe
        case .mail: .iconMail
        case .chat: .iconChat
        case .bell: .iconBell
        case .road: .iconRoad
        case .note: .iconNote
        case .list: .iconList
        }
    }
}

extension ContactChannel.Colour {
    var phrase: Phrase {
        switch self {
        case .grey: .colourGrey
        case .blue: .colourBlue
        case .green: .colourGreen
        case .orange: .colourOrange
        case .violet: .colourViolet
        case .red: .colourRed
        }
    }
}
