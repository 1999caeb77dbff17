/// Russian words for presence: who is there, and what people say of themselves.
extension Russian {
    static let presence: [Phrase: String] = [
        .presenceMine: "Мой статус",
        .presenceAvailable: "Доступен",
        .presenceBusy: "Занят",
        .presenceAway: "Нет на месте",
        .presenceOffline: "Не в системе",
        .presenceNote: "Примечание к статусу",
        .presenceNoteHint: "новых клиентов не переводить",
        .presenceOwn: "Свой статус",
        .presenceOwnHint: "обед, выезд…",
        .presenceOwnEdit: "Изменить свои статусы",
        .presenceAdd: "Добавить",
        .presenceNewName: "Название статуса",
        .presenceRemove: "Удалить",
        .presenceDetect: "Учитывать работу в других программах",
        .presenceDetectHint:
            "Браузер спросит разрешения. Без него «Нет на месте» считается по действиям на этих страницах.",
        .presenceNoName: "Название статуса: от 1 до 40 знаков.",
        .presenceNameTaken: "Такой статус у Вас уже есть.",
        .presenceNoSuch: "Этого статуса больше нет: он изменён в другом окне.",
        .presenceTooMany: "Своих статусов может быть не больше двадцати. Удалите лишний.",
        .presenceRefused: "АТС не приняла статус в очередях: {}",
        .presenceChange: "Изменить статус",
    ]
}
