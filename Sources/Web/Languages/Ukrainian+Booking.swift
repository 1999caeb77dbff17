/// Ukrainian words for promised times: appointments, test drives.
extension Ukrainian {
    static let booking: [Phrase: String] = [
        .contactTestDrive: "Записати на тест-драйв",
        .testVehicles: "Автомобілі для тест-драйву",
        .testVehicleName: "Автомобіль для тест-драйву",
        .testDriveDay: "Календар тест-драйву",
        .testDriveTaken: "Автомобіль у цей час зайнятий:",
        .testDriveTakenThen: "Автомобіль у цей час зайнятий. Виберіть інший час або інший автомобіль",
        .testDriveNoVehicles: "Автомобілів для тест-драйву немає. Додайте їх у довіднику",
        .testDriveTooShort: "До наступного запису не вистачить часу",
        .testDriveFree: "{}: {}",
        .problemLength: "Тест-драйв триває від {} до {} хвилин",
        .bookingClosed: "У цей час філія зачинена. Години роботи: {}",
        .bookingZone: "Дні й час за годинником філії: зараз там {}",
        .bookingNoHours: "Цього дня філія не працює:",
        .bookingDayOff: "вихідний",
        .bookingClosedNow: "Зачинено",
        .dayBefore: "Попередній день",
        .dayAfter: "Наступний день",
        .fieldOffers: "Що запропонувати одразу",
        .hintOffers: "У картці реєстрації: запис у цех або тест-драйв",
        .fieldDriveMinutes: "Скільки триває поїздка, хвилин",
        .fieldTestVehicle: "Автомобіль для тест-драйву",
        .scriptActTestDrive: "запропонувати тест-драйв",
    ]
}
