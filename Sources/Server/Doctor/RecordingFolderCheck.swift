import ContactCenter
import Foundation

/// Looks at the folder of recordings on this machine: whether it is there, may be read, and something was written into it lately; and
/// at what is needed beside it, also where recordings are fetched.
struct RecordingFolderCheck {
    let recordings: Configuration.Recordings
    /// The PBX's, in which folders of days are named.
    let timeZone: TimeZone
    let now: Date

    private static let subject = "recordings"
    /// A business that records calls does so after a long weekend.
    private static let quietDays = 4.0
    /// Of names that are looked at in one folder.
    private static let mostNames = 10_000

    var findings: [Finding] {
        guard let folder = recordings.folder else {
            guard recordings.server == nil else { return [converter, cache].compactMap { $0 } }
            return [
                Finding(
                    .note,
                    Self.subject,
                    "are not set up: nothing can be listened to",
                    remedy:
                        "mount or copy the PBX's folder to this machine and set recordings.folder, or set recordings.url"
                )
            ]
        }
        if let problem = problem(with: folder) { return [problem] }
        return [contents(of: folder), converter, keeping(folder), cache].compactMap { $0 }
    }

    private func problem(with folder: String) -> Finding? {
        var isFolder: ObjCBool = false
        let files = FileManager.default
        guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            return Finding(
                .warning,
                Self.subject,
                "\(folder) is no folder on this machine",
                remedy: "mount the PBX's \(recordings.pbxFolder) there, or correct recordings.folder"
            )
        }
        guard files.isReadableFile(atPath: folder), files.isExecutableFile(atPath: folder) else {
            return Finding(
                .warning,
                Self.subject,
                "\(folder) may not be read",
                remedy: "let the user that priyom runs as read it, with the folders in it"
            )
        }
        return nil
    }

    private func contents(of folder: String) -> Finding {
        guard let newest = newest(in: folder) else {
            return Finding(
                .warning,
                Self.subject,
                "\(folder) holds nothing of the last days",
                remedy:
                    "check that it is mounted, and that the dialplan records into \(recordings.pbxFolder): Gosub(priyom-record,s,1) "
                    + "of asterisk/extensions-priyom.conf"
            )
        }
        let age = now.timeIntervalSince(newest) / 86_400
        guard age > Self.quietDays else {
            return Finding(.ok, Self.subject, "\(folder), written to \(Self.ago(now.timeIntervalSince(newest)))")
        }
        return Finding(
            .warning,
            Self.subject,
            "nothing was written into \(folder) for \(Int(age)) days",
            remedy: "check that the dialplan still records, and that the folder is still mounted or copied"
        )
    }

    /// When something was last written: in the folder itself and in those of the last days (`YYYY/MM/DD`, with hours or without).
    private func newest(in folder: String) -> Date? {
        let calendar = BusinessCalendar(timeZone)
        let today = calendar.day(of: now)
        let days = (0...Int(Self.quietDays)).map {
            (today - $0).description.split(separator: "-").joined(separator: "/")
        }
        return ([""] + days).compactMap { place -> Date? in
            newestEntry(of: place.isEmpty ? folder : folder + "/" + place)
        }.max()
    }

    /// Folders count, too: that of an hour was written to when the last file came into it.
    private func newestEntry(of folder: String) -> Date? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        return names.prefix(Self.mostNames).compactMap { name -> Date? in
            guard !name.hasPrefix(".") else { return nil }
            return try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.modificationDate] as? Date
        }.max()
    }

    private static func ago(_ seconds: TimeInterval) -> String {
        switch seconds {
        case ..<3_600: "\(max(0, Int(seconds / 60))) min ago"
        case ..<172_800: "\(Int(seconds / 3_600)) h ago"
        default: "\(Int(seconds / 86_400)) days ago"
        }
    }

    private var converter: Finding? {
        guard !Self.isProgram(recordings.sox) else { return nil }
        return Finding(
            .warning,
            Self.subject,
            "\(recordings.sox) is not there: only what browsers play by themselves can be heard, PCM WAV and MP3",
            remedy: "install sox, or set recordings.sox"
        )
    }

    private func keeping(_ folder: String) -> Finding? {
        guard let days = recordings.keepDays, !FileManager.default.isWritableFile(atPath: folder) else { return nil }
        return Finding(
            .warning,
            Self.subject,
            "\(folder) may not be written to, so nothing is removed after \(days) days (recordings.keep-days)",
            remedy: "mount it for writing, or take recordings.keep-days out"
        )
    }

    private var cache: Finding? {
        let folder = recordings.cacheFolder
        let files = FileManager.default
        let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        guard !files.isWritableFile(atPath: files.fileExists(atPath: folder) ? folder : parent) else { return nil }
        return Finding(
            .warning,
            Self.subject,
            "\(folder) cannot be written to: what has to be fetched or converted cannot be heard",
            remedy: "give the folder to the user that priyom runs as, or set recordings.cache-folder"
        )
    }

    /// A path, or a name that is looked for where programs are.
    private static func isProgram(_ name: String) -> Bool {
        if name.contains("/") { return FileManager.default.isExecutableFile(atPath: name) }
        let places = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return places.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
}
