/// Russian words for letters about contacts.
extension Russian {
    static let letterWords: [Phrase: String] = [
        .letters: "Письма",
        .letterSend: "Отправить по почте",
        .letterTitle: "Письмо о контакте {}",
        .letterBack: "К карточке контакта",
        .letterNoEmployees: "Ни у одного сотрудника нет адреса почты: он указывается в справочнике",
        .letterAddresses: "Другие адреса",
        .letterAddressesHint:
            "Через запятую или по одному в строке; всего не больше {} получателей, все видят друг друга",
        .letterNobody: "Кому отправить? Выберите сотрудника или укажите адрес",
        .letterRemark: "Примечание",
        .letterRemarkHint: "Стоит в начале письма",
        .letterExtent: "Сведения",
        .letterBrief: "Кратко",
        .letterFull: "Полностью",
        .letterPreview: "Предпросмотр",
        .letterSubmit: "Отправить",
        .letterStale: "Контакт только что изменили: письмо ниже составлено заново. Проверьте и отправьте ещё раз",
        .letterLink: "Карточка",
        .letterSent: "Отправлено",
        .letterNotSent: "Не отправлено",
        .letterShow: "Текст письма",
    ]
}
