/// Russian words for papers that are made from templates.
extension Russian {
    static let paperWords: [Phrase: String] = [
        .papers: "Документы по шаблонам",
        .paperOne: "Документ по шаблону",
        .paperBack: "К карточке",
        .paperMake: "Создать документ",
        .paperNumberLater: "Номер документ получит, когда будет создан",
        .paperNoTemplates: "Шаблонов ещё нет: их заводят в справочнике «Шаблоны документов»",
        .paperStale:
            "С тех пор, как документ показан, данные изменились: ниже он такой, какой есть сейчас. Проверьте и создайте ещё раз",
        .paperAuthor: "Кто создал",
        .paperDate: "Дата документа",
        .paperServices: "Таблица оказанных услуг с суммами, на отдельной строке",
        .paperTotal: "Сумма услуг",
        .paperLetter: "Письмо",
        .paperInvoice: "Счёт",
        .paperAct: "Акт",
        .paperOther: "Другой документ",
        .paperMakePDF: "Создать PDF",
        .paperPrint: "Открыть для печати",
        .paperNoPrinting:
            "PDF не создаётся: на сервере не настроен WeasyPrint (fax.weasyprint). Документ можно напечатать из браузера",
        .paperPrintFailed:
            "PDF не создан: WeasyPrint не запустился или закончил с ошибкой. Документ сохранён, его можно напечатать из браузера. Администратору: проверьте fax.weasyprint и журнал сервера, потом нажмите «Создать PDF»",
        .paperPrintTooMuch:
            "PDF не создан: на него не хватило времени или памяти. Документ сохранён, его можно напечатать из браузера. Сократите шаблон",
        .paperPrintBusy: "PDF пока не создан: сейчас печатают слишком многие. Нажмите «Создать PDF» через минуту",
        .paperAddresses: "Адреса",
        .paperNobody: "Кому отправить? Укажите адрес",
        .paperLetterText: "Текст письма",
        .paperEnclosed: "Во вложении: {}",
        .documentTemplates: "Шаблоны документов",
        .documentTemplateName: "Шаблон документа",
        .fieldPaperKind: "Вид документа",
        .fieldTemplateText: "Текст",
        .hintTemplateText:
            "Заголовки начинаются с #, ## или ###, пункты списка с «- », жирное стоит между **, пустая строка отделяет абзац. Строка таблицы: | Услуга | Сумма |; под шапкой |---|---:|, двоеточие прижимает столбец вправо. --- это линия",
        .inRussian: "русский",
        .inEnglish: "английский",
        .inUkrainian: "украинский",
        .problemPlaceholder: "В строке {} стоит {}, а такого места нет: возможные перечислены ниже",
        .problemTableInLine: "В строке {}: таблица услуг пишется на отдельной строке",
        .templatePlaces: "Что можно вставить в текст",
        .templateContact: "Номер контакта",
        .templateTry: "Показать на контакте",
        .templateNoContact: "Контакта {} нет",
        .clientStoryTask: "Задача",
        .clientStoryTaskOpen: "открыта",
        .clientStoryTaskLate: "просрочена",
    ]
}
