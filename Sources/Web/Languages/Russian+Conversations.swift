/// Russian words for conversations with clients.
extension Russian {
    static let conversations: [Phrase: String] = [
        .conversations: "Разговоры",
        .conversationsNone: "Разговоров нет",
        .conversationIsRecorded: "есть",
        .conversationContact: "Контакт",
        .conversationCheck: "Проверка разговоров",
        .conversationLack: "Чего не хватает",
        .conversationLacksContact: "Без контакта",
        .conversationLacksDocument: "Без документа",
        .conversationLacksContactAdvice: "Входящие звонки, на которые ответили, но контакта по которым нет.",
        .conversationLacksDocumentAdvice: "Входящие звонки, контакт по которым есть, а документа из него нет.",
        .clientCard: "Карточка",
        .clientTabs: "Части карточки клиента",
        .periodWhole: "За всё время",
        .recordingSave: "Скачать",
        .strayRecordings: "Записи без звонка",
        .strayAdvice: "Файлы этого дня в папке записей, о которых не знает ни один звонок.",
        .strayDay: "День",
        .strayShow: "Показать",
        .strayNone: "Все записи этого дня принадлежат звонкам",
        .strayCut: "В папке больше файлов, чем просматривается: в списке могут быть не все",
        .strayAt: "Записано",
        .strayFile: "Файл",
        .straySize: "Размер",
        .strayKilobytes: "{} КБ",
    ]
}
