import ContactCenter
import Foundation
import Hummingbird

/// The event stream: one for a browser, for all pages that it has open.
extension Site {
    /// More pages than anybody has open.
    private static let mostChannels = 128

    @Sendable func followLive(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let viewer = viewer(of: request, context)
        guard (request.uri.queryParameters["version"] ?? Assets.version[...]) == Assets.version else {
            return .events([.reload])
        }
        let followed = try request.uri.queryParameters[values: "follow"].map { text in
            guard let page = FollowedPage(String(text)) else { throw HTTPError(.badRequest) }
            return page
        }
        guard (1...Self.mostChannels).contains(followed.count) else { throw HTTPError(.badRequest) }
        var channels: [(name: ChannelName, live: (any LiveChannel)?)] = []
        for page in followed { channels.append((page.name, try await channel(page, reader, viewer))) }
        let feed = LiveFeed(
            desk: desk,
            earlierCalls: earlierCalls,
            memory: cardMemory,
            now: now,
            heartbeat: configuration.heartbeat,
            beforeBeat: { await readDIDs() },
            until: { try? await waitForEnd(of: reader.session) }
        )
        let refused = channels.filter { $0.live == nil }.map { ServerSentEvent.refused($0.name) }
        let live = channels.compactMap(\.live)
        guard !live.isEmpty else { return .events(refused) }
        // A screen on the wall is nobody who is there.
        let isOfPerson = followed.contains { $0["page"] != "wallboard" }
        guard isOfPerson else { return .eventStream(to: request) { send in try await feed.run(live, send: send) } }
        let presence = presence
        return .eventStream(to: request) { send in
            // Whoever has a stream open is there.
            let stream = await presence.open(of: reader.user.id)
            do {
                for event in refused { try await send(event) }
                try await feed.run(live, send: send)
            } catch {
                await presence.close(stream, of: reader.user.id)
                throw error
            }
            await presence.close(stream, of: reader.user.id)
        }
    }

    /// - Returns: `nil` for a page that there is not, or that the reader may not see.
    private func channel(
        _ followed: FollowedPage,
        _ reader: SignedIn,
        _ viewer: Viewer
    ) async throws -> (any LiveChannel)? {
        // The page was made for somebody else, who has logged out in another tab since.
        if let maker = followed["reader"], maker != reader.user.id.description { return nil }
        // A worker may be of another language than the page that it works for.
        var viewer = viewer
        if let code = followed["lang"].flatMap(Language.Code.init(rawValue:)) { viewer.language = .of(code) }
        func view(_ page: some LivePage) -> any LiveChannel {
            LiveView(page, named: followed.name, for: viewer, from: followed.seen)
        }
        switch followed["page"] {
        case "frame":
            return view(FramePage(for: reader))
        case "reception":
            return reader.rights.allows(.reception) ? view(ReceptionPage()) : nil
        case "people":
            guard reader.rights.allows(.intake) || reader.rights.allows(.reception) || reader.rights.allows(.contacts)
            else { return nil }
            return PeopleChannel(try await choosablePeople(), named: followed.name, for: viewer)
        case "registry":
            return reader.rights.allows(.contacts) ? view(Pulse(.registry)) : nil
        case "tasks":
            return reader.rights.allows(.contacts) ? view(Pulse(.tasks)) : nil
        case "bookings":
            return [.contacts, .intake].contains(where: reader.rights.allows) ? view(Pulse(.bookings)) : nil
        case "online":
            return OnlinePage(for: reader).map(view)
        case "wallboard":
            return WallPage(
                for: reader,
                BoardSelection { followed[$0] },
                configuration.serviceLevel,
                numbers: numbers,
                listens: followed[BoardAddress.listens] != nil
            ).map(view)
        case "today":
            return reader.rights.allows(.reports) ? view(TodayPage(configuration.serviceLevel)) : nil
        case "colleagues":
            return try await watchedColleagues(of: reader).map(view)
        case "card":
            guard let phone = followed["extension"].flatMap(Extension.init(typed:)) else { return nil }
            return await cardPage(of: phone, for: reader, at: followed["own"] == nil ? nil : phone).map(view)
        case "to-ask":
            guard consultation != nil, reader.rights.allows(.workspace),
                let phone = followed["extension"].flatMap(Extension.init(typed:))
            else { return nil }
            return view(ColleaguesToAsk(besides: phone, of: reader.user.id))
        default:
            return nil
        }
    }

    private func choosablePeople() async throws -> [PeopleChannel.Person] {
        try await records.records(of: Employee.self, includingHidden: false).map { kept in
            PeopleChannel.Person(id: kept.id, user: kept.record.user, phone: kept.record.phone)
        }
    }

    /// Returns when the session has ended or allows something else than it did. An open stream keeps it alive.
    private func waitForEnd(of session: Session) async throws {
        var touchedAt = now()
        // The door has just read the session.
        repeat {
            try await Task.sleep(for: configuration.sessionCheck)
            if now().timeIntervalSince(touchedAt) >= SessionDoor.touchInterval {
                touchedAt = now()
                try? await access.touch(session.token, at: touchedAt)
            }
        } while try await isUnchanged(session)
    }

    /// A database that does not answer ends no session.
    private func isUnchanged(_ session: Session) async throws -> Bool {
        do {
            let current = try await access.session(session.token, at: now())
            return current?.rights == session.rights && current?.user == session.user
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return true
        }
    }
}
