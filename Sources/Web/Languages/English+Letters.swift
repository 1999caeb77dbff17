/// English words for letters about contacts.
extension English {
    static let letterWords: [Phrase: String] = [
        .letters: "Letters",
        .letterSend: "Send by e-mail",
        .letterTitle: "Letter about contact {}",
        .letterBack: "To the contact's card",
        .letterNoEmployees: "No employee has an e-mail address: it stands in the directory",
        .letterAddresses: "Other addresses",
        .letterAddressesHint: "With commas or one a line; at most {} recipients, who all see each other",
        .letterNobody: "Send to whom? Choose an employee or name an address",
        .letterRemark: "Remark",
        .letterRemarkHint: "Stands at the beginning of the letter",
        .letterExtent: "Information",
        .letterBrief: "Brief",
        .letterFull: "Full",
        .letterPreview: "Preview",
        .letterSubmit: "Send",
        .letterStale: "The contact has just been changed: the letter below is made anew. Look at it and send it again",
        .letterLink: "Card",
        .letterSent: "Sent",
        .letterNotSent: "Not sent",
        .letterShow: "Text of the letter",
    ]
}
