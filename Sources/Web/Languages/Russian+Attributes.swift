/// Russian words for attributes of clients.
extension Russian {
    static let attributes: [Phrase: String] = [
        .clientAttributes: "Атрибуты клиентов",
        .clientAttributeName: "Атрибут",
        .fieldAttributeKind: "Что хранит",
        .fieldAttributeChoices: "Варианты",
        .fieldAttributeSpot: "Где показан",
        .hintAttributeChoices: "По одному в строке; только для выбора из списка",
        .attributeText: "Текст",
        .attributeNumber: "Число",
        .attributeMoney: "Сумма",
        .attributeDate: "Дата",
        .attributeChoice: "Выбор из списка",
        .attributeOnCard: "На карточке клиента",
        .attributeOnPanel: "На карточке клиента и во время звонка",
        .attributesTitle: "Дополнительно",
        .attributeSearch: "Найти по атрибуту",
        .attributeValue: "Значение",
        .attributeNotNumber: "Здесь нужно число",
        .attributeNotSum: "Здесь нужна сумма: 1234,50",
        .attributeNotDate: "Здесь нужна дата: 03.04.2026",
        .attributeNoChoice: "Выберите из списка",
    ]
}
