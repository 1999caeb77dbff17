/// Ukrainian words for letters about contacts.
extension Ukrainian {
    static let letterWords: [Phrase: String] = [
        .letters: "Листи",
        .letterSend: "Надіслати поштою",
        .letterTitle: "Лист про контакт {}",
        .letterBack: "До картки контакту",
        .letterNoEmployees: "Жоден співробітник не має адреси пошти: її вказують у довіднику",
        .letterAddresses: "Інші адреси",
        .letterAddressesHint:
            "Через кому або по одній у рядку; усього не більше {} одержувачів, усі бачать одне одного",
        .letterNobody: "Кому надіслати? Виберіть співробітника або вкажіть адресу",
        .letterRemark: "Примітка",
        .letterRemarkHint: "Стоїть на початку листа",
        .letterExtent: "Відомості",
        .letterBrief: "Стисло",
        .letterFull: "Повністю",
        .letterPreview: "Попередній перегляд",
        .letterSubmit: "Надіслати",
        .letterStale: "Контакт щойно змінили: лист нижче складено заново. Перевірте й надішліть ще раз",
        .letterLink: "Картка",
        .letterSent: "Надіслано",
        .letterNotSent: "Не надіслано",
        .letterShow: "Текст листа",
    ]
}
