/// Ukrainian words for the history of a client and where people know the business from.
extension Ukrainian {
    static let history: [Phrase: String] = [
        .clientStory: "Історія спілкування",
        .clientStoryAll: "Уся історія",
        .clientStoryNone: "Нічого не знайдено",
        .clientStoryKind: "Вид запису",
        .clientStoryWhat: "Про що",
        .clientStoryReminder: "Нагадування",
        .clientStoryFind: "Знайти в історії",
        .sourceNotKept: "Джерело не збережено: виберіть його ще раз",
    ]
}
