import Foundation

/// A sound file in the folder of recordings.
package struct RecordedFile: Hashable, Sendable {
    /// Where in the folder: `2026/11/22/q-service-0111-20261122-162554-1795364806.15.wav`.
    package var place: String
    /// When it began, as its name tells; else when it was written.
    package var at: Date
    /// In bytes.
    package var size: Int64

    package init(place: String, at: Date, size: Int64) {
        self.place = place
        self.at = at
        self.size = size
    }
}

/// The sound files of a day.
package struct RecordedFiles: Hashable, Sendable {
    /// The latest first.
    package var files: [RecordedFile]
    /// A folder had more names than are looked at.
    package var isCut: Bool

    package init(files: [RecordedFile] = [], isCut: Bool = false) {
        self.files = files
        self.isCut = isCut
    }
}

/// What calls know of recordings: how their files are called, and the ids that stand in names of files.
///
/// A file under another ending or in another folder is the same recording; a file of which no call knows is a stray one.
package struct KnownRecordings: Hashable, Sendable {
    private let stems: Set<String>
    private let ids: Set<String>

    /// - Parameters:
    ///   - paths: of files, as the PBX told them.
    ///   - ids: of calls and their channels: `1795364806.15`, `asterisk-1795364806.15`.
    package init(paths: some Sequence<String>, ids: some Sequence<String>) {
        stems = Set(paths.map(Self.stem))
        self.ids = Set(ids.flatMap(Self.ids))
    }

    package func know(_ place: String) -> Bool {
        let stem = Self.stem(of: place)
        return stems.contains(stem) || Self.ids(in: stem).contains(where: ids.contains)
    }

    /// A file's name without its ending.
    package static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last ?? path[...]
        return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
    }

    /// What in a text looks like the PBX's number of a channel: a second of Unix time, a full stop, a count.
    package static func ids(in text: String) -> [String] {
        text.split { !($0.isASCII && $0.isNumber) && $0 != "." }.compactMap { part in
            let digits = part.split(separator: ".")
            guard digits.count == 2, (9...11).contains(digits[0].utf8.count), digits[1].utf8.count <= 12 else {
                return nil
            }
            return digits.joined(separator: ".")
        }
    }

    /// The second in which the call of a file began, if its name holds an id.
    package static func birth(in text: String) -> Date? {
        ids(in: text).first?.split(separator: ".").first.flatMap { Double($0) }.map(Date.init(timeIntervalSince1970:))
    }
}
