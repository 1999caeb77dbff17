import Integrations

/// Where recordings are, and what becomes of them.
extension Settings {
    static let recordingsFolder = Setting(
        "recordings.folder",
        String?.none,
        shown: "none",
        "The PBX's folder of recordings as this machine sees it, mounted or copied. Without it nothing can be listened to",
        read: { $0 }
    )
    static let recordingsURL = Setting(
        "recordings.url",
        RecordingAddress?.none,
        shown: "none",
        "Where the PBX gives out the files of that folder by HTTP, instead of `recordings.folder`: "
            + "`https://pbx.example/monitor/{path}`. `{path}` is a file's place in the folder, `{file}` its name, and `{year}`, "
            + "`{month}`, `{day}`, `{hour}` say in whose folder it is",
        read: recordingAddress
    )
    static let recordingsAuthority = Setting(
        "recordings.authority",
        String?.none,
        shown: "the system's",
        "A PEM file with the authority that the certificate of `recordings.url` is checked against",
        read: readableFile
    )
    static let recordingsUser = Setting(
        "recordings.user",
        String?.none,
        shown: "none",
        "Who logs in there (Basic); without it nobody does",
        read: { $0 }
    )
    static let recordingsPassword = Setting(
        "recordings.password",
        Secret?.none,
        shown: "none",
        isSecret: true,
        "The password of `recordings.user`",
        read: { Secret($0) }
    )
    static let recordingsPasswordFile = Setting(
        "recordings.password-file",
        String?.none,
        shown: "none",
        "A file that holds the password, instead of `recordings.password`; a line end behind it does not count",
        read: { $0 }
    )
    static let recordingsPBXFolder = Setting(
        "recordings.pbx-folder",
        "/var/spool/asterisk/monitor",
        "The same folder's path on the PBX",
        read: folder
    )
    static let recordingsCacheFolder = Setting(
        "recordings.cache-folder",
        "priyom-recordings",
        "Where recordings are kept that had to be fetched, or converted for browsers; made when needed, readable by its owner alone",
        read: { $0 }
    )
    static let recordingsCacheMegabytes = Setting(
        "recordings.cache-megabytes",
        1024,
        "How much that folder may hold; what was not listened to for longest goes first",
        read: megabytes
    )
    static let recordingsKeepDays = Setting(
        "recordings.keep-days",
        Int?.none,
        shown: "none",
        "Recordings are removed from the folder, every night, so many days after they were written. Without it none is ever removed",
        read: { try wholeNumber($0, in: 1...36_500, "days") }
    )
    static let recordingsSox = Setting("recordings.sox", "sox", "The program that converts most formats", read: { $0 })
    static let recordingsFFmpeg = Setting(
        "recordings.ffmpeg",
        "ffmpeg",
        "The program that converts G.722; needed for nothing else",
        read: { $0 }
    )
}
