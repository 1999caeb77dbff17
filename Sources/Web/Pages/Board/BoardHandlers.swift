import ContactCenter
import Hummingbird

/// The wall-board and the dashboard.
extension Site {
    @Sendable func showWallboard(_ request: Request, _ context: Context) async throws -> Response {
        let address = ListAddress(BoardAddress.path, of: request, fields: BoardAddress.fields)
        let selection = BoardSelection { address[$0] }
        let reader = try context.signedIn
        guard
            var page = WallPage(
                for: reader,
                selection,
                configuration.serviceLevel,
                numbers: numbers,
                listens: address[BoardAddress.listens] != nil
            )
        else { throw HTTPError(.forbidden) }
        let branches = try await records.records(of: Branch.self, includingHidden: false)
        if let branch = selection.branch, !branches.contains(where: { $0.id == branch }) {
            throw HTTPError(.notFound)
        }
        let snapshot = await desk.snapshot()
        page.show(snapshot)
        let view = WallView(
            page: page,
            address: address,
            branches: branches,
            position: snapshot.position,
            company: configuration.company,
            viewer: viewer(of: request, context)
        )
        return .page(view.html)
    }

    @Sendable func showToday(_ request: Request, _ context: Context) async throws -> Response {
        let snapshot = await desk.snapshot()
        var page = TodayPage(configuration.serviceLevel)
        page.show(snapshot)
        let viewer = viewer(of: request, context)
        return .page(page.html(at: snapshot.position, address: request.addressWithoutLanguage, for: viewer))
    }
}
