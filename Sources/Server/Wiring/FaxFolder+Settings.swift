import Integrations

extension FaxFolder.Configuration {
    /// - Returns: `nil` where no folder for faxes is set up.
    init?(_ faxes: Configuration.Faxes) {
        guard let folder = faxes.folder else { return nil }
        self.init(
            folder: folder,
            program: faxes.ghostscript,
            pageLimit: faxes.pages,
            megabytes: faxes.megabytes
        )
    }
}
