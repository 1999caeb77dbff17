import ContactCenter

/// What a PBX is answered, and who may ask.
package struct PBXAnswers: Sendable {
    package var routing: CallRouting
    package var door: RoutingDoor

    package init(routing: CallRouting, door: RoutingDoor) {
        self.routing = routing
        self.door = door
    }
}
