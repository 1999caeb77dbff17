/// Parts of a contact as fields of their own.
extension Contact {
    /// `nil` takes the car away, unless something else is known of it.
    package var statedMake: String? {
        get { statedVehicle.flatMap { $0.makeName.isEmpty ? nil : $0.makeName } }
        set { state(newValue, statedModel, statedYear) }
    }

    package var statedModel: String? {
        get { statedVehicle?.model }
        set { state(statedMake, newValue, statedYear) }
    }

    package var statedYear: Int64? {
        get { statedVehicle?.year }
        set { state(statedMake, statedModel, newValue) }
    }

    private mutating func state(_ make: String?, _ model: String?, _ year: Int64?) {
        guard make != nil || model != nil || year != nil else {
            statedVehicle = nil
            return
        }
        let known = statedVehicle.flatMap { $0.makeName == make ? $0.make : nil }
        statedVehicle = StatedVehicle(make: known, makeName: make ?? "", model: model, year: year)
    }

    /// `novelty`; what is set here is somebody's judgement and stays.
    package var judgedNovelty: Novelty? {
        get { novelty }
        set { if let newValue { setNovelty(newValue) } }
    }
}
