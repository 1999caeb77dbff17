/// Russian words for promised times: appointments, test drives.
extension Russian {
    static let booking: [Phrase: String] = [
        .contactTestDrive: "Записать на тест-драйв",
        .testVehicles: "Автомобили для тест-драйва",
        .testVehicleName: "Автомобиль для тест-драйва",
        .testDriveDay: "Календарь тест-драйва",
        .testDriveTaken: "Автомобиль в это время занят:",
        .testDriveTakenThen: "Автомобиль в это время занят. Выберите другое время или другой автомобиль",
        .testDriveNoVehicles: "Автомобилей для тест-драйва нет. Добавьте их в справочнике",
        .testDriveTooShort: "До следующей записи не хватит времени",
        .testDriveFree: "{}: {}",
        .problemLength: "Тест-драйв длится от {} до {} минут",
        .bookingClosed: "В это время филиал закрыт. Часы работы: {}",
        .bookingZone: "Дни и время по часам филиала: сейчас там {}",
        .bookingNoHours: "В этот день филиал не работает:",
        .bookingDayOff: "выходной",
        .bookingClosedNow: "Закрыто",
        .dayBefore: "Предыдущий день",
        .dayAfter: "Следующий день",
        .fieldOffers: "Что предложить сразу",
        .hintOffers: "В карточке регистрации: запись в цех или тест-драйв",
        .fieldDriveMinutes: "Сколько длится поездка, минут",
        .fieldTestVehicle: "Автомобиль для тест-драйва",
        .scriptActTestDrive: "предложить тест-драйв",
    ]
}
