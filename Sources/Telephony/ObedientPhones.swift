import Asterisk
import ContactCenter
import Logging

/// Which phones do what a SIP NOTIFY tells them: by their numbers, or by the model as which they have registered.
package actor ObedientPhones {
    private let session: AMISession
    private let numbers: [GlobPattern]
    private let models: [GlobPattern]
    private let logger: Logger
    /// Phones all of whose devices are of such a model, as the PBX listed them last.
    private var ofModel: Set<Extension> = []
    private var isRefused = false
    /// Patterns that fitted no phone when it was last looked at.
    private var idle: Set<String> = []

    private static let interval = Duration.seconds(60)
    private static let intervalAfterFailure = Duration.seconds(5)

    /// - Parameters:
    ///   - numbers: of the phones that obey, as patterns: `01*`.
    ///   - models: what phones that obey call themselves (User-Agent), as patterns: `Yealink*`.
    package init(session: AMISession, numbers: [GlobPattern], models: [GlobPattern], logger: Logger) {
        self.session = session
        self.numbers = numbers
        self.models = models
        self.logger = logger
    }

    package func contains(_ phone: Extension) -> Bool { numbers.match(phone.rawValue) || ofModel.contains(phone) }

    /// Asks the PBX for its registered devices, over and over: a desk may get another phone at any time. Where no model is named once
    /// is enough.
    package func keepKnowing() async {
        guard !models.isEmpty || !numbers.isEmpty else { return }
        while !Task.isCancelled {
            let isKnown = await lookAround()
            if isKnown, models.isEmpty { return }
            try? await Task.sleep(for: isKnown ? Self.interval : Self.intervalAfterFailure)
        }
    }

    /// - Returns: whether the PBX has answered.
    @discardableResult package func lookAround() async -> Bool {
        do {
            let devices = try await session.send(.pjsipShowContacts).events
            ofModel = Self.phones(in: devices, of: models)
            isRefused = false
            warn(Self.idle(numbers, models, among: devices))
            return true
        } catch {
            guard let error = error as? AMIError else { return false }
            switch error.code {
            case .refused, .permissionDenied:
                ofModel = []
                if !isRefused, !models.isEmpty {
                    logger.warning("The PBX does not list its phones' models", metadata: ["reason": "\(error)"])
                }
                isRefused = true
                return true
            default:
                // What was known last is as true as anything.
                return false
            }
        }
    }

    private func warn(_ patterns: Set<String>) {
        for pattern in patterns.subtracting(idle).sorted() {
            logger.warning(
                "No registered phone is meant by a pattern of pbx.remote-phones or pbx.remote-models",
                metadata: ["pattern": "\(pattern)"]
            )
        }
        idle = patterns
    }

    /// - Parameter devices: items of `PJSIPShowContacts`.
    /// - Returns: the patterns that fit none of them; nothing where no device is registered, as after a restart of the PBX.
    static func idle(_ numbers: [GlobPattern], _ models: [GlobPattern], among devices: [AMIMessage]) -> Set<String> {
        let phones = devices.compactMap { $0["Endpoint"] }.map { Endpoints.leadingExtension(of: $0) ?? $0 }
        guard !phones.isEmpty else { return [] }
        let names = devices.compactMap { $0["UserAgent"] }
        let idle =
            numbers.filter { !phones.contains(where: $0.matches) }
            + models.filter { !names.contains(where: $0.matches) }
        return Set(idle.map(\.text))
    }

    /// - Parameter devices: items of `PJSIPShowContacts`.
    /// - Returns: the phones that have registered with devices of these models, and with no other.
    static func phones(in devices: [AMIMessage], of models: [GlobPattern]) -> Set<Extension> {
        var known: [Extension: Bool] = [:]
        for device in devices {
            guard let endpoint = device["Endpoint"], !endpoint.isEmpty else { continue }
            let phone = Extension(Endpoints.leadingExtension(of: endpoint) ?? endpoint)
            known[phone] = (known[phone] ?? true) && models.match(device["UserAgent"] ?? "")
        }
        return Set(known.filter(\.value).keys)
    }
}
