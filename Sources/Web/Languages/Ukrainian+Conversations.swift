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
    ]
}
