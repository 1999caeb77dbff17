/// Ukrainian words for the reception, the waiting queue and notifications.
extension Ukrainian {
    static let reception: [Phrase: String] = [
        .lostReasons: "Причини втрати",
        .lostReasonName: "Причина втрати",
        .outcomeLost: "Втрачений",
    ]
}
