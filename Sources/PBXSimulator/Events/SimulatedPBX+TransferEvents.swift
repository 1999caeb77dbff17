/// The parties of an attended transfer.
struct AttendedTransfer {
    var firstTransferer: SimulatedChannel
    var firstBridge: SimulatedBridge
    var secondTransferer: SimulatedChannel
    var secondBridge: SimulatedBridge
    var transferee: SimulatedChannel
    var target: SimulatedChannel
    var destination: SimulatedBridge
}

extension SimulatedPBX {
    /// The AttendedTransfer event, rendered to be sent later: it shows the channels as they were before the transfer moved
    /// them.
    func attendedTransferEvent(_ transfer: AttendedTransfer) -> [UInt8] {
        var told = EventBuffer()
        told.event("AttendedTransfer", .call)
        told.header("Result", "Success")
        transfer.firstTransferer.writeSnapshot(prefix: "OrigTransferer", to: &told)
        transfer.firstBridge.write(prefix: "Orig", to: &told)
        transfer.secondTransferer.writeSnapshot(prefix: "SecondTransferer", to: &told)
        transfer.secondBridge.write(prefix: "Second", to: &told)
        transfer.transferee.writeSnapshot(prefix: "Transferee", to: &told)
        transfer.target.writeSnapshot(prefix: "TransferTarget", to: &told)
        told.header("IsExternal", "No")
        told.header("DestType", "Bridge")
        told.header("DestBridgeUniqueid", transfer.destination.id)
        told.end(.call)
        return Array(told.bytes.readableBytesView)
    }

    func attendedTransferCEL(_ transfer: AttendedTransfer) {
        let parts = [
            "\"bridge1_id\":\"\(transfer.firstBridge.id)\"",
            "\"channel2_name\":\"\(transfer.secondTransferer.name)\"",
            "\"channel2_uniqueid\":\"\(transfer.secondTransferer.uniqueID)\"",
            "\"bridge2_id\":\"\(transfer.secondBridge.id)\"",
            "\"transferee_channel_name\":\"\(transfer.transferee.name)\"",
            "\"transferee_channel_uniqueid\":\"\(transfer.transferee.uniqueID)\"",
            "\"transfer_target_channel_name\":\"\(transfer.target.name)\"",
            "\"transfer_target_channel_uniqueid\":\"\(transfer.target.uniqueID)\"",
        ]
        cel("ATTENDEDTRANSFER", transfer.firstTransferer, extra: "{\(parts.joined(separator: ","))}")
    }
}
