/// Russian words for web forms.
extension Russian {
    static let webForms: [Phrase: String] = [
        .webForms: "Формы на сайтах",
        .webFormName: "Форма на сайте",
        .formOrigins: "Сайты",
        .formOriginsHint:
            "По одному в строке: https://example.org. Страницы других сайтов форму не отправят; пусто: только программы",
        .formInputs: "Поля",
        .formInputsHint:
            "По одному в строке: phone*: Ваш телефон. Звёздочка: обязательно. name, phone, email, message, car известны, прочие попадут в комментарий. Пусто: имя, телефон, почта, сообщение",
        .formReasonHint: "По ней видно, кому предложить взять контакт",
        .formKey: "Ключ формы",
        .formKeyNone: "Ключа нет: форму отправить нельзя",
        .formKeySince: "Действует с {}",
        .formKeyMake: "Создать ключ",
        .formKeyRenew: "Новый ключ",
        .formKeyRevoke: "Отозвать ключ",
        .formKeyOnce:
            "Скопируйте адрес или код сейчас: больше они не будут показаны. Прежний ключ больше не действует.",
        .formAddress: "Адрес, по которому отправляют",
        .formSnippet: "Код для страницы сайта",
        .formReceived: "Получено: {}. Последнее: {}",
        .formName: "Имя",
        .formPhone: "Телефон",
        .formMessage: "Сообщение",
        .formCar: "Автомобиль",
        .formTrap: "Не заполняйте это поле",
        .formSend: "Отправить",
        .formTaken: "Спасибо! Сообщение принято.",
        .formGoBack: "Вернитесь на предыдущую страницу: введённое останется.",
        .formUnknown: "Такой формы нет или она выключена",
        .formOtherSite: "С этого сайта форму отправить нельзя: он не назван в её настройках",
        .formWrongMethod: "Форма отправляется запросом POST",
        .formTooMany: "Слишком много сообщений подряд. Повторите через {} с",
        .formTooLarge: "Сообщение больше {} КБ",
        .formOtherType: "Нужны поля формы (application/x-www-form-urlencoded) или JSON (application/json)",
        .formMalformed: "Поля формы не разобрать: нужны имена и тексты",
    ]
}
