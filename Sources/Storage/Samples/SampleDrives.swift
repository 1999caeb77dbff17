import ContactCenter
import Foundation

/// Drives in the cars of a made-up business, from some days before its end to a week after it, so that the calendar is filled on the
/// day on which it is looked at.
struct SampleDrives: Sendable {
    struct Car: Sendable {
        var id: Int64
        var driveMinutes: Int64
    }

    var cars: [Car]
    var clients: Int
    /// The midnight after the business's last day: the drives of the days before are over.
    var end: Date

    private static let days = -5..<8
    /// In minutes since midnight; a longer drive than the shortest distance would get in the next one's way.
    private static let begins = [600, 690, 780, 900, 990, 1_080]
    private static let longest: Int64 = 90

    private var documents: [Document] {
        Self.days.flatMap { day in
            cars.enumerated().flatMap { place, car in
                Self.begins.enumerated()
                    // Every second or third is taken.
                    .filter { ((day + 5) * 3 + place * 2 + $0.offset * 5) % (2 + place % 2) == 0 }
                    .map { drive(of: car, place, on: day, at: $0.element) }
            }
        }
    }

    private func drive(of car: Car, _ place: Int, on day: Int, at minute: Int) -> Document {
        let startsAt = end + Double(day) * 86_400 + Double(minute) * 60
        var document = Document()
        document.kind = .testDrive
        document.at = startsAt - 2 * 86_400 - Double(minute) * 30
        document.client = ClientID(Int64(((day + 5) * 37 + place * 11 + minute / 30) % max(clients, 1) + 1))
        document.testVehicle = TestVehicleID(car.id)
        document.startsAt = startsAt
        document.endsAt = startsAt + Double(min(car.driveMinutes, Self.longest)) * 60
        document.isOpen = day >= 0
        return document
    }

    func write(in transaction: any Transaction) throws {
        let documents = self.documents
        try transaction.execute(
            """
            INSERT INTO documents (kind, number, at, client_id, test_vehicle_id, is_open, starts_at, ends_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            each: documents.enumerated().map { place, document in
                [
                    .text(document.kind), .text(DocumentNumber.text(Int64(place + 1))), .instant(document.at),
                    .integer(document.client?.rawValue), .integer(document.testVehicle?.rawValue),
                    .flag(document.isOpen), .instant(document.startsAt), .instant(document.endsAt),
                ]
            }
        )
        try transaction.execute(
            """
            INSERT INTO number_series (prefix, last) VALUES ($1, $2)
            ON CONFLICT (prefix) DO UPDATE SET last = excluded.last
            """,
            [.text(Document.Kind.testDrive), .integer(Int64(documents.count))]
        )
    }
}
