import ContactCenter

/// The words for imports of clients.
struct ImportWords {
    let language: Language
    /// What the business knows besides, by number; hidden ones, too.
    let attributes: [ClientAttributeID: String]

    init(_ language: Language, _ attributes: [Kept<ClientAttribute>]) {
        self.language = language
        self.attributes = Dictionary(attributes.map { ($0.id, $0.record.name) }) { first, _ in first }
    }

    func field(_ field: ImportField) -> HTML {
        switch field {
        case .name: language[.clientName]
        case .kind: language[.clientKind]
        case .clientType: language[.clientType]
        case .phone(let kind): "\(language[.clientPhone]): \(language[kind.phrase])"
        case .email: language[.clientEmails]
        case .address: language[.clientAddresses]
        case .note: language[.clientNote]
        case .plate: language[.vehiclePlate]
        case .vin: language[.vehicleVIN]
        case .make: language[.vehicleMakeName]
        case .model: language[.vehicleModelName]
        case .year: language[.vehicleYear]
        case .attribute(let id): foreignOption(attributes[id] ?? "№ \(id)")
        }
    }

    func rule(_ rule: MergeRule) -> HTML {
        switch rule {
        case .keep: language[.importKeep]
        case .overwrite: language[.importOverwrite]
        case .fill: language[.importFill]
        case .add: language[.importAdd]
        }
    }

    func state(_ state: Import.State) -> HTML {
        switch state {
        case .loading: language[.importLoading]
        case .draft: language[.importDraft]
        case .checking: language[.importChecking]
        case .checked: language[.importChecked]
        case .running: language[.importRunning]
        case .done: language[.importDone]
        case .undoing: language[.importUndoing]
        case .undone: language[.importUndone]
        }
    }

    func outcome(_ outcome: ImportOutcome) -> HTML {
        switch outcome {
        case .added: language[.importAdded]
        case .updated: language[.importUpdated]
        case .same: language[.importSame]
        case .doubtful: language[.importDoubtful]
        case .refused: language[.importRefused]
        }
    }

    /// `Телефон: не номер — «нет»`
    func remark(_ remark: ImportRemark) -> HTML {
        let what: HTML =
            switch remark.kind {
            case .noName: language[.importNoName]
            case .noKey: language[.importNoKey]
            case .several: language[.importSeveral]
            case .conflict: language[.importConflict]
            case .refused: language[.importFieldRefused]
            case .noPhone: language[.importNoPhone]
            case .noEmail: language[.importNoEmail]
            case .malformed: language[.importMalformed]
            case .noMake: language[.importNoMake]
            case .noModel: language[.importNoModel]
            case .foreignVehicle: language[.importForeignVehicle]
            }
        let place: HTML = remark.field.map { "\(field($0)): " } ?? .nothing
        let text: HTML = remark.text.map { " — \(foreign($0, limit: 100))" } ?? .nothing
        return "\(place)\(what)\(text)"
    }

    func problem(_ problem: ImportMapping.Problem) -> HTML {
        switch problem {
        case .nothingToKnowBy: language[.importNothingToKnowBy]
        case .twice(let field): language(.importTwice, self.field(field))
        }
    }

    func problem(_ problem: TableProblem) -> HTML {
        let what: HTML =
            switch problem.kind {
            case .empty: language[.tableEmpty]
            case .encrypted: language[.tableEncrypted]
            case .oldWorkbook: language[.tableOld]
            case .notATable: language[.tableNone]
            case .tooLarge: language(.tableTooLarge, "\(TableLimits.megabytes)")
            case .tooManyRows: language(.tableTooManyRows, "\(TableLimits.rows)")
            case .tooManyColumns: language(.tableTooManyColumns, "\(TableLimits.columns)")
            case .damaged: language[.tableDamaged]
            case .openQuote: language[.tableOpenQuote]
            }
        let part: HTML = problem.part.map { " \(language(.tablePart, foreign($0)))" } ?? .nothing
        let row: HTML = problem.row.map { " \(language(.tableRow, "\($0)"))" } ?? .nothing
        return "\(what)\(part)\(row)"
    }

    func problem(_ problem: ImportRun.Problem) -> HTML {
        switch problem {
        case .table(let kind, let part, let row):
            self.problem(TableProblem(TableProblem.Kind(rawValue: kind) ?? .damaged, part: part, row: row))
        case .noMapping(let name): language(.importSyncNoMapping, foreign(name))
        case .noColumns(let titles): language(.importSyncNoColumns, foreign(titles.joined(separator: ", "), limit: 200))
        case .badMapping: language[.importNothingToKnowBy]
        case .other(let words): foreign(words, limit: 300)
        }
    }

    /// `CSV, windows-1251, «;»`
    func form(_ form: TableForm) -> HTML {
        switch form {
        case .workbook: "XLSX"
        case .query: "ODBC"
        case .text(let encoding, let separator): "CSV, \(encoding.rawValue), \(self.separator(separator))"
        }
    }

    func separator(_ separator: TableSeparator) -> HTML {
        separator == .tab ? language[.importTab] : "«\(separator.rawValue)»"
    }
}

extension ImportOutcome {
    /// The class of its mark.
    var tone: HTML {
        switch self {
        case .added, .updated: "good"
        case .same: ""
        case .doubtful: "warn"
        case .refused: "bad"
        }
    }
}
