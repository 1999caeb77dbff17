import ContactCenter

/// Tells phones from trunks, by configuration first and by what the PBX says about itself else.
struct Endpoints {
    enum Kind: Hashable {
        case phone(Extension)
        case trunk
    }

    /// What is known of a channel when it appears.
    struct Appearance {
        var name: ChannelName
        var context: String
        var callerNumber: String?
        /// The PBX is calling this channel; else the channel came in by itself.
        var isCalled: Bool
    }

    var patterns: DialplanPatterns
    /// Devices that a hint or a queue names, with their extension: `PJSIP/0111`.
    private(set) var extensions: [String: Extension] = [:]
    private var decided: [String: Kind] = [:]

    init(patterns: DialplanPatterns) {
        self.patterns = patterns
    }

    /// A hint ties a device to an extension: `PJSIP/0111` or `PJSIP/0111&Custom:DND0111`.
    mutating func learn(hint: String, extension number: Extension) {
        // Told again with every change of the phone's state.
        guard extensions[hint] != number else { return }
        for part in hint.split(whereSeparator: { $0 == "&" || $0 == "," }) where !part.hasPrefix("Custom:") {
            let device = String(part)
            guard extensions[device] != number else { continue }
            extensions[device] = number
            decided[device] = nil
        }
    }

    mutating func kind(of appearance: Appearance) -> Kind {
        let device = appearance.name.device
        if let known = decided[device] { return known }
        let (kind, isCertain) = decide(appearance, device: device)
        if isCertain { decided[device] = kind }
        return kind
    }

    /// Somebody was dialled as `number@endpoint` or `endpoint/number`: only a trunk is.
    mutating func noteDialled(_ dialString: String, of name: ChannelName) -> Kind? {
        guard decided[name.device] == nil, Self.outsideNumber(in: dialString, endpoint: name.endpoint) != nil else {
            return nil
        }
        decided[name.device] = .trunk
        return .trunk
    }

    private func decide(_ appearance: Appearance, device: String) -> (Kind, isCertain: Bool) {
        let endpoint = appearance.name.endpoint
        if patterns.trunks.match(endpoint) || patterns.trunks.match(device) { return (.trunk, true) }
        if patterns.phones.match(endpoint) || patterns.phones.match(device) {
            return (.phone(phoneNumber(of: appearance)), true)
        }
        if let known = extensions[device] { return (.phone(known), true) }
        if let number = Self.leadingExtension(of: endpoint) { return (.phone(Extension(number)), true) }
        if patterns.inboundContexts.match(appearance.context) { return (.trunk, true) }
        if let number = appearance.callerNumber, Self.isExtension(number) {
            return (.phone(Extension(number)), false)
        }
        if patterns.internalContexts.match(appearance.context), !appearance.isCalled {
            return (.phone(Extension(endpoint)), false)
        }
        return (.trunk, false)
    }

    private func phoneNumber(of appearance: Appearance) -> Extension {
        if let known = extensions[appearance.name.device] { return known }
        if let number = Self.leadingExtension(of: appearance.name.endpoint) { return Extension(number) }
        if let number = appearance.callerNumber, Self.isExtension(number) { return Extension(number) }
        return Extension(appearance.name.endpoint)
    }

    /// Two to six digits, as internal numbers are.
    static func isExtension(_ text: String) -> Bool {
        (2...6).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// `0111` of `0111`, `0111-WS`, `0111_web`: the endpoints that a phone's second registration gets.
    static func leadingExtension(of endpoint: String) -> String? {
        let digits = endpoint.prefix { $0.isASCII && $0.isNumber }
        guard isExtension(String(digits)) else { return nil }
        let rest = endpoint.dropFirst(digits.count)
        guard let first = rest.first else { return String(digits) }
        return (first == "-" || first == "_") && rest.count <= 12 ? String(digits) : nil
    }

    /// The outside number in a dial string: `9161234567@trunk`, `trunk/9161234567`, `trunk/sip:9161234567@host`.
    static func outsideNumber(in dialString: String, endpoint: String) -> String? {
        var text = dialString[...]
        if let slash = text.firstIndex(of: "/"), ["PJSIP", "SIP", "IAX2", "DAHDI"].contains(text[..<slash]) {
            text = text[text.index(after: slash)...]
        }
        if text.hasPrefix(endpoint + "/") { text = text.dropFirst(endpoint.utf8.count + 1) }
        for scheme in ["sip:", "sips:"] where text.hasPrefix(scheme) { text = text.dropFirst(scheme.utf8.count) }
        if text.hasPrefix("g"), let slash = text.firstIndex(of: "/") { text = text[text.index(after: slash)...] }
        let number = text.prefix { $0 != "@" && $0 != "/" && $0 != ";" }
        guard number != endpoint, number.utf8.count >= 2 else { return nil }
        let digits = number.utf8.drop { $0 == UInt8(ascii: "+") }
        return digits.allSatisfy { (48...57).contains($0) || $0 == 42 || $0 == 35 } ? String(number) : nil
    }
}
