/// Ukrainian words for conversations with clients.
extension Ukrainian {
    static let conversations: [Phrase: String] = [
        .conversations: "Розмови",
        .conversationsNone: "Розмов немає",
        .conversationIsRecorded: "є",
        .conversationContact: "Контакт",
        .conversationCheck: "Перевірка розмов",
        .conversationLack: "Чого бракує",
        .conversationLacksContact: "Без контакту",
        .conversationLacksDocument: "Без документа",
        .conversationLacksContactAdvice: "Вхідні дзвінки, на які відповіли, але контакту за якими немає.",
        .conversationLacksDocumentAdvice: "Вхідні дзвінки, контакт за якими є, а документа з нього немає.",
        .clientCard: "Картка",
        .clientTabs: "Частини картки клієнта",
        .periodWhole: "За весь час",
        .recordingSave: "Завантажити",
        .strayRecordings: "Записи без дзвінка",
        .strayAdvice: "Файли цього дня в теці записів, про які не знає жоден дзвінок.",
        .strayDay: "День",
        .strayShow: "Показати",
        .strayNone: "Усі записи цього дня належать дзвінкам",
        .strayCut: "У теці більше файлів, ніж переглядається: у списку можуть бути не всі",
        .strayAt: "Записано",
        .strayFile: "Файл",
        .straySize: "Розмір",
        .strayKilobytes: "{} КБ",
    ]
}
