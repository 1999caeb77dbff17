/// Russian words for the reception, the waiting queue and notifications.
extension Russian {
    static let reception: [Phrase: String] = [
        .lostReasons: "Причины потери",
        .lostReasonName: "Причина потери",
        .outcomeLost: "Упущенный",
    ]
}
