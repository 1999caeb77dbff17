/// Ukrainian words for attributes of clients.
extension Ukrainian {
    static let attributes: [Phrase: String] = [
        .clientAttributes: "Атрибути клієнтів",
        .clientAttributeName: "Атрибут",
        .fieldAttributeKind: "Що зберігає",
        .fieldAttributeChoices: "Варіанти",
        .fieldAttributeSpot: "Де показаний",
        .hintAttributeChoices: "По одному в рядку; лише для вибору зі списку",
        .attributeText: "Текст",
        .attributeNumber: "Число",
        .attributeMoney: "Сума",
        .attributeDate: "Дата",
        .attributeChoice: "Вибір зі списку",
        .attributeOnCard: "На картці клієнта",
        .attributeOnPanel: "На картці клієнта й під час дзвінка",
        .attributesTitle: "Додатково",
        .attributeSearch: "Знайти за атрибутом",
        .attributeValue: "Значення",
        .attributeNotNumber: "Тут потрібне число",
        .attributeNotSum: "Тут потрібна сума: 1234,50",
        .attributeNotDate: "Тут потрібна дата: 03.04.2026",
        .attributeNoChoice: "Виберіть зі списку",
    ]
}
