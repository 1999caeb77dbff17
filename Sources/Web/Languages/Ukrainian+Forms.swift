/// Ukrainian words for web forms.
extension Ukrainian {
    static let webForms: [Phrase: String] = [
        .webForms: "Форми на сайтах",
        .webFormName: "Форма на сайті",
        .formOrigins: "Сайти",
        .formOriginsHint:
            "По одному в рядку: https://example.org. Сторінки інших сайтів форму не надішлють; порожньо: лише програми",
        .formInputs: "Поля",
        .formInputsHint:
            "По одному в рядку: phone*: Ваш телефон. Зірочка: обов'язково. name, phone, email, message, car відомі, інші потраплять до коментаря. Порожньо: ім'я, телефон, пошта, повідомлення",
        .formReasonHint: "За нею видно, кому запропонувати взяти контакт",
        .formKey: "Ключ форми",
        .formKeyNone: "Ключа немає: форму надіслати не можна",
        .formKeySince: "Діє з {}",
        .formKeyMake: "Створити ключ",
        .formKeyRenew: "Новий ключ",
        .formKeyRevoke: "Відкликати ключ",
        .formKeyOnce:
            "Скопіюйте адресу або код зараз: більше їх не буде показано. Попередній ключ більше не діє.",
        .formAddress: "Адреса, на яку надсилають",
        .formSnippet: "Код для сторінки сайту",
        .formReceived: "Отримано: {}. Останнє: {}",
        .formName: "Ім'я",
        .formPhone: "Телефон",
        .formMessage: "Повідомлення",
        .formCar: "Автомобіль",
        .formTrap: "Не заповнюйте це поле",
        .formSend: "Надіслати",
        .formTaken: "Дякуємо! Повідомлення отримано.",
        .formGoBack: "Поверніться на попередню сторінку: введене залишиться.",
        .formUnknown: "Такої форми немає або її вимкнено",
        .formOtherSite: "З цього сайту форму надіслати не можна: його не названо в її налаштуваннях",
        .formWrongMethod: "Форма надсилається запитом POST",
        .formTooMany: "Забагато повідомлень поспіль. Повторіть через {} с",
        .formTooLarge: "Повідомлення більше за {} КБ",
        .formOtherType: "Потрібні поля форми (application/x-www-form-urlencoded) або JSON (application/json)",
        .formMalformed: "Поля форми не розібрати: потрібні імена та тексти",
    ]
}
