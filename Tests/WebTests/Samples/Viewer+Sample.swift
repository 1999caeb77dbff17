import ContactCenter
import Foundation
import TestSupport

@testable import Web

extension Viewer {
    static func sample(_ language: Language = .russian, at now: Date = Call.sampleStart) -> Viewer {
        Viewer(
            language: language,
            theme: nil,
            timeZone: TimeZone(identifier: "Europe/Moscow") ?? .gmt,
            numbers: .russian,
            dids: DIDDirectory(records: NoRecords(), numbers: .russian, in: .gmt),
            now: now,
            frame: FramePage()
        )
    }
}

extension Date {
    static func + (date: Date, length: Duration) -> Date { date.addingTimeInterval(length.inSeconds) }
}
