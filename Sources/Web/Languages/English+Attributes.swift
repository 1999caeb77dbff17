/// English words for attributes of clients.
extension English {
    static let attributes: [Phrase: String] = [
        .clientAttributes: "Attributes of clients",
        .clientAttributeName: "Attribute",
        .fieldAttributeKind: "What it holds",
        .fieldAttributeChoices: "Choices",
        .fieldAttributeSpot: "Where it is shown",
        .hintAttributeChoices: "One a line; only for a choice",
        .attributeText: "Text",
        .attributeNumber: "Number",
        .attributeMoney: "Sum",
        .attributeDate: "Date",
        .attributeChoice: "Choice",
        .attributeOnCard: "On the client's card",
        .attributeOnPanel: "On the client's card and during a call",
        .attributesTitle: "Besides",
        .attributeSearch: "Find by attribute",
        .attributeValue: "Value",
        .attributeNotNumber: "A number is needed here",
        .attributeNotSum: "A sum is needed here: 1234.50",
        .attributeNotDate: "A date is needed here: 03.04.2026",
        .attributeNoChoice: "Choose from the list",
    ]
}
