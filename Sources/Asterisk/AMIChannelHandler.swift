import Foundation
import NIOCore

/// One connection on its event loop: takes the messages out of the bytes, logs in, matches answers with actions, keeps the
/// connection alive and stops reading while the reader of the session lags.
final class AMIChannelHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let configuration: AMIConfiguration
    private let inbox: Inbox?
    private let onLogin: @Sendable (AMIConnection) -> Void
    private let loggedIn: EventLoopPromise<AMIConnection>
    private let ended: EventLoopPromise<AMIError>
    private let (resyncs, resync) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    private var context: ChannelHandlerContext?
    private var decoder: AMIDecoder
    /// `nil` once logged in.
    private var login: Login?
    private var loginAnswers: [AMIMessage] = []
    private var hasAnswered = false
    private var replies: PendingReplies
    private var failure: AMIError?

    private var loginDeadline: Scheduled<Void>?
    private var keepAlive: Scheduled<Void>?
    private var overdueCheck: Scheduled<Void>?
    private var isPinged = false
    private var hasHeard = false
    private var heardAt = NIODeadline.now()

    private var isPaused = false
    private var isReadHeldBack = false

    /// - Parameters:
    ///   - inbox: gets everything from the log-in on; `nil` throws it away.
    ///   - onLogin: gets the connection before anybody else hears of it.
    init(
        _ configuration: AMIConfiguration,
        inbox: Inbox?,
        eventLoop: any EventLoop,
        onLogin: @escaping @Sendable (AMIConnection) -> Void
    ) {
        self.configuration = configuration
        self.inbox = inbox
        self.onLogin = onLogin
        loggedIn = eventLoop.makePromise()
        ended = eventLoop.makePromise()
        replies = PendingReplies(timeout: TimeAmount(configuration.actionTimeout))
        decoder = AMIDecoder(messageLimit: configuration.messageLimit)
        login = Login(configuration)
    }

    /// The connection, once it is logged in.
    var connection: EventLoopFuture<AMIConnection> { loggedIn.futureResult }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        loginDeadline = context.eventLoop.assumeIsolated().scheduleTask(
            in: TimeAmount(configuration.connectTimeout)
        ) { [weak self] in
            guard let self, let login else { return }
            fail(AMIError(.timedOut(waitingFor: login.awaited)))
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(AMIError(onConnection: error))
    }

    // MARK: Receiving

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let receivedAt = Date()
        let bytes = unwrapInboundIn(data)
        heardAt = .now()
        hasHeard = true
        decoder.append(bytes)
        var batch: [AMIMessage] = []
        do throws(AMIError) {
            while failure == nil, let message = try decoder.next() { receive(message, into: &batch) }
        } catch {
            fail(error)
        }
        deliver(batch, receivedAt, size: bytes.storageCapacity)
    }

    private func receive(_ message: AMIMessage, into batch: inout [AMIMessage]) {
        guard login == nil else { return advanceLogin(message, &batch) }
        replies.receive(message, at: heardAt)
        batch.append(message)
        noticeBoot(message)
    }

    /// A PBX lets us in while it still loads its queues and hints. The FullyBooted that every log-in brings comes before any
    /// other answer; one that comes later says that only now the lists are whole.
    private func noticeBoot(_ message: AMIMessage) {
        guard let isBoot = message.withEventName({ $0.elementsEqual("FullyBooted".utf8) }) else {
            hasAnswered = true
            return
        }
        if isBoot, hasAnswered { resync.yield() }
    }

    private func advanceLogin(_ message: AMIMessage, _ batch: inout [AMIMessage]) {
        if message.response != nil { loginAnswers.append(message) }
        switch login?.receive(message) {
        case .send(let action):
            send(loginAction: action)
        case .accepted(let banner):
            beLoggedIn(banner)
            batch = loginAnswers
            loginAnswers = []
        case .failed(let code):
            fail(AMIError(code))
        case .wait, nil:
            break
        }
    }

    private func beLoggedIn(_ banner: String) {
        guard let context else { return }
        login = nil
        loginDeadline?.cancel()
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        let connection = AMIConnection(
            banner: banner,
            channel: context.channel,
            handler: handler,
            ended: ended.futureResult,
            resyncs: resyncs
        )
        onLogin(connection)
        inbox?.onRoom { [eventLoop = context.eventLoop] in
            eventLoop.execute { handler.value.resumeReading() }
        }
        inbox?.put(.connected(banner: banner))
        resync.yield()
        loggedIn.succeed(connection)
        scheduleKeepAlive()
    }

    private func deliver(_ batch: [AMIMessage], _ receivedAt: Date, size: Int) {
        guard let inbox, !batch.isEmpty else { return }
        if !inbox.put(.messages(batch, receivedAt: receivedAt), size: size) {
            isPaused = true
        }
    }

    // MARK: Holding back

    func read(context: ChannelHandlerContext) {
        if isPaused {
            isReadHeldBack = true
        } else {
            context.read()
        }
    }

    private func resumeReading() {
        guard isPaused else { return }
        isPaused = false
        replies.restartClocks(at: .now())
        hasHeard = true
        if isReadHeldBack {
            isReadHeldBack = false
            context?.read()
        }
    }

    // MARK: Sending

    func send(
        _ bytes: ByteBuffer,
        _ id: String,
        action: String,
        keepsEvents: Bool,
        _ promise: EventLoopPromise<AMIReply>
    ) {
        guard login == nil, failure == nil, let context else { return promise.fail(AMIError(.notConnected)) }
        let isNew = replies.add(id, action: action, keepsEvents: keepsEvents, at: .now()) {
            promise.completeWith($0.mapError { $0 })
        }
        guard isNew else { return promise.fail(AMIError(.duplicateActionID(id))) }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
        if overdueCheck == nil { scheduleOverdueCheck() }
    }

    private func send(loginAction action: AMIAction) {
        do throws(AMIError) {
            var action = action
            action.actionID = "login"
            context?.writeAndFlush(wrapOutboundOut(try action.encoded()), promise: nil)
        } catch {
            fail(error)
        }
    }

    // MARK: Time

    private func scheduleOverdueCheck() {
        overdueCheck = nil
        guard let deadline = replies.deadline else { return }
        overdueCheck = context?.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in
            guard let self else { return }
            if isPaused { replies.restartClocks(at: .now()) }
            replies.failOverdue(at: .now())
            scheduleOverdueCheck()
        }
    }

    private func scheduleKeepAlive() {
        keepAlive = context?.eventLoop.assumeIsolated().scheduleTask(
            in: TimeAmount(configuration.keepAliveInterval)
        ) { [weak self] in self?.checkAlive() }
    }

    /// While our own reader holds up the socket, silence proves nothing.
    private func checkAlive() {
        if isPinged, !hasHeard, !isPaused { return fail(AMIError(.timedOut(waitingFor: "any sign of life"))) }
        isPinged = true
        hasHeard = false
        context?.writeAndFlush(wrapOutboundOut(Self.ping), promise: nil)
        scheduleKeepAlive()
    }

    private static let ping = ByteBuffer(string: "Action: Ping\r\nActionID: keepalive\r\n\r\n")

    // MARK: Ending

    /// The first reason is the one that is told.
    func fail(_ error: AMIError) {
        if failure == nil { failure = error }
        context?.close(promise: nil)
    }

    private func end() {
        let error = (failure ?? AMIError(.connectionLost)).at(configuration.address)
        loginDeadline?.cancel()
        keepAlive?.cancel()
        overdueCheck?.cancel()
        if login == nil { inbox?.onRoom(nil) }
        resync.finish()
        replies.failAll(error)
        loggedIn.fail(error)
        ended.succeed(error)
    }
}

extension TimeAmount {
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .seconds(seconds) + .nanoseconds(attoseconds / 1_000_000_000)
    }
}
