/// English words for presence: who is there, and what people say of themselves.
extension English {
    static let presence: [Phrase: String] = [
        .presenceMine: "My status",
        .presenceAvailable: "Available",
        .presenceBusy: "Busy",
        .presenceAway: "Away",
        .presenceOffline: "Not logged in",
        .presenceNote: "Note to the status",
        .presenceNoteHint: "transfer no new clients",
        .presenceOwn: "Own status",
        .presenceOwnHint: "lunch, test drive…",
        .presenceOwnEdit: "Change own statuses",
        .presenceAdd: "Add",
        .presenceNewName: "Name of the status",
        .presenceRemove: "Remove",
        .presenceDetect: "Count work in other programs",
        .presenceDetectHint: "The browser asks for permission. Without it “Away” goes by what is done on these pages.",
        .presenceNoName: "The name of a status has 1 to 40 characters.",
        .presenceNameTaken: "You have such a status already.",
        .presenceNoSuch: "This status is no more: it was changed in another window.",
        .presenceTooMany: "There can be no more than twenty own statuses. Remove one that is not needed.",
        .presenceRefused: "The PBX did not accept the status in the queues: {}",
        .presenceChange: "Change the status",
    ]
}
