import ContactCenter
import Integrations
import Logging

extension Configuration.PBX {
    /// Where the PBX's own CDRs are read from; `nil` where nothing is set up.
    func cdrSource(logger: Logger) -> (any CDRSource)? {
        if let path = cdrCSV { return MasterCSV(path: path, logger: logger) }
        return cdrDatabase?.source(logger: logger)
    }
}
