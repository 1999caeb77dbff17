/// Ukrainian words for presence: who is there, and what people say of themselves.
extension Ukrainian {
    static let presence: [Phrase: String] = [
        .presenceMine: "Мій статус",
        .presenceAvailable: "Доступний",
        .presenceBusy: "Зайнятий",
        .presenceAway: "Немає на місці",
        .presenceOffline: "Не в системі",
        .presenceNote: "Примітка до статусу",
        .presenceNoteHint: "нових клієнтів не переводити",
        .presenceOwn: "Власний статус",
        .presenceOwnHint: "обід, виїзд…",
        .presenceOwnEdit: "Змінити власні статуси",
        .presenceAdd: "Додати",
        .presenceNewName: "Назва статусу",
        .presenceRemove: "Видалити",
        .presenceDetect: "Враховувати роботу в інших програмах",
        .presenceDetectHint: "Браузер запитає дозволу. Без нього «Немає на місці» рахується за діями на цих сторінках.",
        .presenceNoName: "Назва статусу: від 1 до 40 знаків.",
        .presenceNameTaken: "Такий статус у Вас уже є.",
        .presenceNoSuch: "Цього статусу більше немає: його змінено в іншому вікні.",
        .presenceTooMany: "Власних статусів може бути не більше двадцяти. Видаліть зайвий.",
        .presenceRefused: "АТС не прийняла статус у чергах: {}",
        .presenceChange: "Змінити статус",
    ]
}
