import Integrations
import Logging

extension Configuration {
    /// Where recordings are listened to from; `nil` where no folder is set up.
    func recordingFolder(logger: Logger) -> RecordingFolder? {
        guard let folder = recordings.folder else { return nil }
        let configuration = RecordingFolder.Configuration(
            folder: folder,
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
