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
        let isReadable: Bool
        do {
            _ = try await folder.render(Array(Self.page.utf8), as: key)
            isReadable = isReadableForGroup(of: key)
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
        return [Finding(.ok, Self.subject, "pages come into \(configuration.folder)\(way)")]
            + (isReadable || hasAddresses ? [] : [unreadable(configuration.folder)])
    }

    /// Pages that only this user reads are no use to a PBX that shares the folder: it belongs to the folder's group, which a new file has
    /// only where the folder hands it on.
    private func isReadableForGroup(of key: FaxKey) -> Bool {
        guard let folder = configuration?.folder,
            let whole = try? FileManager.default.attributesOfItem(atPath: folder),
            let page = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(key).tif"),
            let ofFolder = whole[.posixPermissions] as? Int, let ofPage = page[.posixPermissions] as? Int
        else { return false }
        return ofFolder & 0o050 == 0o050 && ofPage & 0o040 == 0o040
            && whole[.groupOwnerAccountID] as? Int == page[.groupOwnerAccountID] as? Int
    }

    private func unreadable(_ folder: String) -> Finding {
        Finding(
            .warning,
            Self.subject,
            "the group of \(folder) may not read what comes into it, and a PBX on this machine belongs to it",
            remedy: "chgrp asterisk \(folder) && chmod 2750 \(folder)"
        )
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
