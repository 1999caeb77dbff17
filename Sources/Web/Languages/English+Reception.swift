/// English words for the reception, the waiting queue and notifications.
extension English {
    static let reception: [Phrase: String] = [
        .lostReasons: "Reasons of loss",
        .lostReasonName: "Reason of loss",
        .outcomeLost: "Lost",
    ]
}
