/// Ukrainian words for consultations.
extension Ukrainian {
    static let consultation: [Phrase: String] = [
        .consult: "Порадитися й перевести",
        .consultWhom: "З ким порадитися",
        .consultWhomAdvice: "Клієнт поки слухає музику, ви залишаєтеся на лінії.",
        .consultNobody: "Більше ніхто не сидить за телефоном.",
        .consultRinging: "Дзвонимо: {}",
        .consultWithColleague: "Ви говорите з {}, клієнт чекає",
        .consultWithClient: "Ви говорите з клієнтом, {} чекає",
        .consultHandOver: "Передати клієнта",
        .consultToClient: "До клієнта",
        .consultToColleague: "До колеги",
        .consultBack: "Повернути клієнта",
        .consultNoPhone: "Ви не сидите за телефоном.",
        .consultNoPBX: "З АТС з’єднаний інший сервер: перевести дзвінок можна лише там.",
        .consultGone: "Дзвінка вже немає, або щодо нього ні з ким не радяться.",
        .consultAway: "За цим телефоном уже ніхто не сидить.",
        .consultNotReached: "Додзвонитися не вдалося: {}. Клієнт нікуди не пішов.",
        .consultRefused: "АТС відмовила: нічого не змінилося.",
        .consultNotDone: "АТС не зробила цього вчасно. Перевірте за телефоном, з ким ви говорите.",
        .sendOnAtOnce: "Перевести одразу",
        .sendOnHint: "Перевести, не радячись: {}",
        .sendOnGone: "Дзвінка вже немає, або щодо нього з кимось радяться.",
        .sendOnOnlyInbound: "Одразу перевести можна лише вхідний дзвінок. Порадьтеся й передайте його.",
    ]
}
