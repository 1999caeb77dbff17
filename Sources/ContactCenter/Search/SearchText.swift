/// What a client is found by, as one text.
///
/// Each word has two spaces before it, and two stand at the end. So the beginning of a word is a pattern of at least three
/// characters, however little was typed (`"  и"`, `" ив"`), and so are the last digits (`"71 "`): an index of three letters
/// in a row finds all of them. Words are those of `Folding`: small letters for names, makes and models, capitals for
/// plates and VINs, digits for telephones.
package enum SearchText {
    /// More than a client ever has; what comes later is not found.
    package static let limit = 4_000

    package static func of(
        name: String,
        phones: [ClientPhone] = [],
        vehicles: [SearchedVehicle] = [],
        attributes: [String] = []
    ) -> String {
        var words = Folding.words(of: name)
        for phone in phones {
            words += [Folding.digits(of: phone.key?.rawValue ?? phone.number)]
            words += Folding.words(of: phone.person ?? "")
        }
        for vehicle in vehicles {
            words += vehicle.codes.map(Folding.code(of:)) + vehicle.names.flatMap(Folding.words(of:))
        }
        words += attributes.flatMap(Folding.words(of:))
        var seen: Set<String> = []
        var text = ""
        for word in words where !word.isEmpty && seen.insert(word).inserted {
            guard text.count + word.count < limit else { break }
            text += between + word
        }
        return text + between
    }

    static let between = "  "
}

/// What a vehicle adds to what its owner is found by.
package struct SearchedVehicle: Hashable, Sendable {
    /// Plate and VIN.
    package var codes: [String]
    /// Make and model, each in both spellings (requirement S0.26).
    package var names: [String]

    package init(codes: [String] = [], names: [String] = []) {
        self.codes = codes
        self.names = names
    }
}
