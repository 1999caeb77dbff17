/// Beginnings of calls.
extension SimulatedPBX {
    /// Begins a call now.
    ///
    /// - Returns: its Linkedid; `nil` when the phone that should place it does not exist or is off the net.
    @discardableResult
    package func place(_ plan: CallPlan) -> String? {
        for phone in plan.reserved { phones[phone]?.isReserved = true }
        switch plan.origin {
        case .outside: return receive(plan)
        case .phone(let phone): return dialFromPhone(plan, phone)
        case .clickToCall(let phone, let actionID, let timeout):
            let originate = Originate(phone: phone, exten: plan.dialled, actionID: actionID, timeout: timeout)
            return clickToCall(originate, plan)
        }
    }

    private func receive(_ plan: CallPlan) -> String {
        let channel = incomingChannel(on: trunk, caller: plan.caller, context: "from-trunk", exten: plan.dialled)
        start(plan, .inbound, caller: plan.caller.number, on: channel)
        enterDialplan(channel, "from-trunk", plan.dialled)
        return channel.linkedID
    }

    private func dialFromPhone(_ plan: CallPlan, _ phone: String) -> String? {
        guard let device = phones[phone], device.isRegistered else { return nil }
        let caller = Caller(phone, name: device.displayName)
        let channel = incomingChannel(on: device, caller: caller, context: "from-internal", exten: plan.dialled)
        let direction: CallRecord.Direction = phones[plan.dialled] == nil ? .outbound : .internal
        start(plan, direction, caller: phone, on: channel)
        enterDialplan(channel, "from-internal", plan.dialled)
        return channel.linkedID
    }

    /// Opens the account of a call.
    @discardableResult
    func start(
        _ plan: CallPlan,
        _ direction: CallRecord.Direction,
        caller: String,
        on channel: SimulatedChannel
    ) -> SimulatedCall {
        let record = CallRecord(
            linkedID: channel.linkedID,
            direction: direction,
            caller: caller,
            did: plan.dialled,
            startedAt: now
        )
        callsBegun += 1
        return SimulatedCall(self, plan: plan, record: record, caller: channel)
    }
}
