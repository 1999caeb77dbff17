import ContactCenter
import Foundation

/// What workshops, people and cars are promised, by their documents.
enum BookedTimes {
    static func booked(
        in workshop: WorkshopID,
        during period: Period,
        in transaction: any Transaction
    ) throws -> [BookedTime] {
        try transaction.rows(
            inWorkshop,
            [.integer(workshop.rawValue), .instant(period.from), .instant(period.until)]
        ).map(read)
    }

    static func booked(
        with employee: EmployeeID,
        during period: Period,
        in transaction: any Transaction
    ) throws -> [BookedTime] {
        // Beside no document of its own: there is none with the number 0.
        try transaction.rows(
            ofPerson,
            [.integer(employee.rawValue), .instant(period.from), .instant(period.until), .integer(0)]
        ).map(read)
    }

    /// Of all cars that may be tried.
    static func drives(during period: Period, in transaction: any Transaction) throws -> [BookedTime] {
        try transaction.rows(drives, [.instant(period.from), .instant(period.until)]).map(read)
    }

    // MARK: - In the way

    /// Who has the document's car or its responsible person at its time: those of the car first.
    static func inWay(
        of document: Document,
        instead made: DocumentID?,
        in transaction: any Transaction
    ) throws -> [BookedTime] {
        let ofCar = try inWayOfCar(document, instead: made, in: transaction)
        guard let person = document.responsible, let period = document.period else { return ofCar }
        let ofPerson = try transaction.rows(
            ofPerson,
            [.integer(person.rawValue), .instant(period.from), .instant(period.until), .integer(made?.rawValue ?? 0)]
        ).map(read)
        return ofCar + ofPerson.filter { time in !ofCar.contains { $0.document == time.document } }
    }

    /// A closed document holds no car any more.
    static func inWayOfCar(
        _ document: Document,
        instead made: DocumentID?,
        in transaction: any Transaction
    ) throws -> [BookedTime] {
        guard document.isOpen, let car = document.testVehicle, let period = document.period else { return [] }
        return try transaction.rows(
            ofCar,
            [.integer(car.rawValue), .instant(period.from), .instant(period.until), .integer(made?.rawValue ?? 0)]
        ).map(read)
    }

    /// Nobody else promises the document's car or person until this transaction ends. Always the car first, so that two never wait for
    /// each other; what is asked afterwards sees what whoever was quicker has written.
    static func hold(_ document: Document, withPerson: Bool, in transaction: any Transaction) throws {
        if let car = document.testVehicle {
            try transaction.execute(
                "UPDATE test_vehicles SET version = version WHERE id = $1",
                [.integer(car.rawValue)]
            )
        }
        if withPerson, let person = document.responsible {
            try transaction.execute(
                "UPDATE employees SET version = version WHERE id = $1",
                [.integer(person.rawValue)]
            )
        }
    }

    // MARK: - Statements

    private static func read(_ row: SQLRow) throws -> BookedTime {
        var row = row
        let (id, number): (DocumentID, String) = try (row.id(), row.text())
        let period = try Period(from: row.instant(), until: row.instant())
        return try BookedTime(
            document: id,
            number: number,
            period: period,
            responsible: row.optionalID(),
            vehicle: row.optionalID(),
            client: row.optionalText(),
            works: row.optionalText()
        )
    }

    private static let end = "COALESCE(documents.ends_at, documents.starts_at + 3600000)"

    /// A contact without a client has a person, who is called by the name that they gave.
    private static let select = """
        SELECT documents.id, documents.number, documents.starts_at, \(end), documents.responsible_id,
            documents.test_vehicle_id, COALESCE(clients.name, contacts.person_name), documents.works
        FROM documents LEFT JOIN clients ON clients.id = documents.client_id
        LEFT JOIN contacts ON contacts.id = documents.contact_id
        """

    private static let order = "ORDER BY documents.starts_at, documents.id"
    private static let isPromised = "documents.is_hidden = 0 AND documents.kind IN (\(Document.appointments.listed))"
    private static let isOut = """
        documents.test_vehicle_id IS NOT NULL AND documents.is_hidden = 0 AND documents.is_open = 1
        """

    /// No person is promised for longer than a week, so that no more than that is read.
    private static let inWorkshop = """
        \(select)
        WHERE documents.workshop_id = $1 AND documents.starts_at < $3 AND documents.starts_at > CAST($2 AS {bigint}) - 604800000
            AND \(end) > $2 AND \(isPromised)
        \(order)
        """

    private static let ofPerson = """
        \(select)
        WHERE documents.responsible_id = $1 AND documents.starts_at < $3
            AND documents.starts_at > CAST($2 AS {bigint}) - 604800000 AND \(end) > $2 AND \(isPromised) AND documents.id <> $4
        \(order)
        """

    private static let ofCar = """
        \(select)
        WHERE documents.test_vehicle_id = $1 AND documents.starts_at < $3 AND \(end) > $2 AND \(isOut) AND documents.id <> $4
        \(order)
        """

    private static let drives = """
        \(select)
        WHERE documents.test_vehicle_id IN (SELECT id FROM test_vehicles) AND documents.starts_at < $2 AND \(end) > $1
            AND \(isOut)
        \(order)
        """
}
