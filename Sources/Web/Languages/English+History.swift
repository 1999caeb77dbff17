/// English words for the history of a client and where people know the business from.
extension English {
    static let history: [Phrase: String] = [
        .clientStory: "History",
        .clientStoryAll: "The whole history",
        .clientStoryNone: "Nothing found",
        .clientStoryKind: "Kind of entry",
        .clientStoryWhat: "About",
        .clientStoryReminder: "Reminder",
        .clientStoryFind: "Find in the history",
        .sourceNotKept: "The source was not kept: choose it once more",
    ]
}
