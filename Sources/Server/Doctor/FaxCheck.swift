import ContactCenter
import Foundation
import Integrations
import Logging

/// Draws a page as it does for a fax: whether Ghostscript is there, draws, and the folder takes the pages.
struct FaxCheck {
    /// `nil` where no folder for faxes is set up.
    let configuration: FaxFolder.Configuration?
    /// PBXs take pages by HTTP.
    let hasAddresses: Bool
    let logger: Logger

    private static let subject = "faxes"

    func findings() async -> [Finding] {
        guard let configuration else {
            return [Finding(.note, Self.subject, "fax.folder is not set: none are sent")]
        }
        let folder = FaxFolder(configuration, logger: logger)
        let key = FaxKey.random()
        do {
            _ = try await folder.render(Array(Self.page.utf8), as: key)
            await folder.remove(key)
        } catch {
            return [
                Finding(
                    .warning,
                    Self.subject,
                    "\(configuration.program) drew no page into \(configuration.folder)",
                    remedy: "install Debian's ghostscript, and let this user write the folder; see docs/fax.md"
                )
            ]
        }
        let way = hasAddresses ? ", which PBXs take by HTTP" : ""
        return [Finding(.ok, Self.subject, "pages come into \(configuration.folder)\(way)")] + readable
    }

    /// A folder that only this user reads is no use to a PBX that shares it.
    private var readable: [Finding] {
        guard !hasAddresses, let folder = configuration?.folder,
            let mode = try? FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int,
            mode & 0o050 != 0o050
        else { return [] }
        return [
            Finding(
                .warning,
                Self.subject,
                "the group of \(folder) may not read it, and a PBX on this machine belongs to it",
                remedy: "chgrp asterisk \(folder) && chmod 2750 \(folder)"
            )
        ]
    }

    /// An empty sheet of A4.
    private static let page = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>endobj
        trailer<</Root 1 0 R>>
        %%EOF

        """
}
