/// Russian words for the routing of callers.
extension Russian {
    static let routing: [Phrase: String] = [
        .routingRules: "Умная маршрутизация",
        .routingRuleName: "Правило маршрутизации",
        .fieldRoutingKind: "Кому",
        .hintRoutingKind:
            "Звонок получит тот, кто вошёл в программу, работает сейчас и свободен; правила проверяются по порядку",
        .fieldRoutingOn: "Включено",
        .fieldSecondChoice: "Второй выбор",
        .hintSecondChoice: "Кто получит звонок, если первый не может; для VIP — кто получит звонок",
        .routingOpenDocument: "Ответственному по открытому документу",
        .routingResponsible: "Ответственному по последнему обращению",
        .routingLastSpoken: "Тому, кто говорил последним",
        .routingVIP: "VIP-клиент: второму выбору",
        .routingTrial: "Кто примет этот номер сейчас, и почему",
        .routingTry: "Проверить",
        .routingOff:
            "АТС не спрашивает программу: задайте routing.addresses, routing.fast-agi или routing.redirect-contexts",
        .routingNotReady: "Клиенты ещё читаются из базы. Повторите через минуту.",
        .routingStandard: "Сработает обычный маршрут АТС",
        .routingGets: "Звонок получит {}, номер {}",
        .routingStranger: "Номер неизвестен.",
        .routingWhyNot: "Почему нет",
        .routingNoRules: "Ни одно правило не включено",
        .routingNamesNobody: "Для этого номера правило никого не называет",
        .routingChosen: "получит звонок",
        .routingNotNeeded: "мог бы принять",
        .routingGone: "скрыт в справочнике",
        .routingNoLogIn: "в карточке не указан пользователь",
        .routingLoggedOut: "не в программе",
        .routingNoPhone: "нет телефона",
        .routingForeignPhone: "номера {} нет в справочнике сотрудников",
        .routingUnknownLine: "АТС не сообщает состояние телефона",
    ]
}
