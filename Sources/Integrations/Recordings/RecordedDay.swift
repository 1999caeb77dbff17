import ContactCenter
import Foundation

/// Where the recordings of one day stand: in the folder itself, in that of the day (FreePBX), in those of its hours (MikoPBX).
struct RecordedDay {
    let day: Day
    /// The PBX's, in which its folders and names tell times.
    let zone: TimeZone

    /// A file without more is a head without sound.
    private static let emptySize: Int64 = 60

    /// - Parameter limit: of names looked at in each folder.
    func files(in root: RecordingRoot, limit: Int) -> RecordedFiles {
        let calendar = BusinessCalendar(zone)
        let folder = day.description.split(separator: "-").joined(separator: "/")
        let hours = (0..<24).map { "\(folder)/\($0 < 10 ? "0" : "")\($0)" }
        var found = RecordedFiles()
        for place in ["", folder] + hours {
            let (entries, isCut) = root.entries(in: place, limit: limit) { SoundHead.isNamed($0) }
            found.isCut = found.isCut || isCut
            for entry in entries where entry.size > Self.emptySize {
                let at = RecordingNames.beginning(in: entry.name, zone: zone) ?? entry.modifiedAt
                // The folder of a day says which; in the folder itself are those of all days.
                guard !place.isEmpty || calendar.day(of: at) == day else { continue }
                let path = place.isEmpty ? entry.name : "\(place)/\(entry.name)"
                found.files.append(RecordedFile(place: path, at: at, size: entry.size))
            }
        }
        found.files.sort { ($0.at, $0.place) > ($1.at, $1.place) }
        return found
    }
}
