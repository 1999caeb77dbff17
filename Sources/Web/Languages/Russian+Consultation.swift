/// Russian words for consultations.
extension Russian {
    static let consultation: [Phrase: String] = [
        .consult: "Посоветоваться и перевести",
        .consultWhom: "С кем посоветоваться",
        .consultWhomAdvice: "Клиент пока слушает музыку, вы остаётесь на линии.",
        .consultNobody: "Больше никто не сидит за телефоном.",
        .consultRinging: "Звоним: {}",
        .consultWithColleague: "Вы говорите с {}, клиент ждёт",
        .consultWithClient: "Вы говорите с клиентом, {} ждёт",
        .consultHandOver: "Передать клиента",
        .consultToClient: "К клиенту",
        .consultToColleague: "К коллеге",
        .consultBack: "Вернуть клиента",
        .consultNoPhone: "Вы не сидите за телефоном.",
        .consultNoPBX: "С АТС соединён другой сервер: перевести звонок можно только там.",
        .consultGone: "Звонка уже нет, или по нему ни с кем не советуются.",
        .consultAway: "За этим телефоном уже никто не сидит.",
        .consultNotReached: "Дозвониться не удалось: {}. Клиент никуда не ушёл.",
        .consultRefused: "АТС отказала: ничего не изменилось.",
        .consultNotDone: "АТС не сделала этого вовремя. Проверьте по телефону, с кем вы говорите.",
        .sendOnAtOnce: "Перевести сразу",
        .sendOnHint: "Перевести, не советуясь: {}",
        .sendOnGone: "Звонка уже нет, или по нему с кем-то советуются.",
        .sendOnOnlyInbound: "Сразу перевести можно только входящий звонок. Посоветуйтесь и передайте его.",
    ]
}
