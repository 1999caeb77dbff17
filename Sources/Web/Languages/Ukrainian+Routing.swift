/// Ukrainian words for the routing of callers.
extension Ukrainian {
    static let routing: [Phrase: String] = [
        .routingRules: "Розумна маршрутизація",
        .routingRuleName: "Правило маршрутизації",
        .fieldRoutingKind: "Кому",
        .hintRoutingKind:
            "Дзвінок отримає той, хто увійшов у програму, працює зараз і вільний; правила перевіряються по черзі",
        .fieldRoutingOn: "Увімкнено",
        .fieldSecondChoice: "Другий вибір",
        .hintSecondChoice: "Хто отримає дзвінок, якщо перший не може; для VIP — хто отримає дзвінок",
        .routingOpenDocument: "Відповідальному за відкритим документом",
        .routingResponsible: "Відповідальному за останнім зверненням",
        .routingLastSpoken: "Тому, хто говорив останнім",
        .routingVIP: "VIP-клієнт: другому вибору",
    ]
}
