/// Russian words for the history of a client and where people know the business from.
extension Russian {
    static let history: [Phrase: String] = [
        .clientStory: "История общения",
        .clientStoryAll: "Вся история",
        .clientStoryNone: "Ничего не найдено",
        .clientStoryKind: "Вид записи",
        .clientStoryWhat: "О чём",
        .clientStoryReminder: "Напоминание",
        .clientStoryFind: "Найти в истории",
        .sourceNotKept: "Источник не сохранён: выберите его ещё раз",
    ]
}
