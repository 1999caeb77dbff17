import Integrations
import Logging

extension Configuration {
    /// Where recordings are listened to from; `nil` where neither a folder nor a server is set up.
    func recordingFolder(logger: Logger) -> RecordingFolder? {
        let folder = recordings.folder.map { RecordingFolder.Origin.folder($0) }
        guard let origin = folder ?? recordings.server.map({ .server($0) }) else { return nil }
        let configuration = RecordingFolder.Configuration(
            origin,
            pbxFolder: recordings.pbxFolder,
            cacheFolder: recordings.cacheFolder,
            cacheLimit: Int64(recordings.cacheMegabytes) << 20,
            sox: recordings.sox,
            ffmpeg: recordings.ffmpeg,
            timeZone: pbx.timeZone
        )
        return RecordingFolder(configuration, logger: logger)
    }
}
