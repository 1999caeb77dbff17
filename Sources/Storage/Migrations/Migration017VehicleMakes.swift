extension Migration {
    /// The makes of cars that are common in Russia, in both spellings (requirement S0.26).
    static let vehicleMakes = Migration(
        17,
        "vehicle makes",
        [
            """
            INSERT INTO vehicle_makes (name, cyrillic_name)
            VALUES ('LADA', 'Лада'), ('UAZ', 'УАЗ'), ('GAZ', 'ГАЗ'), ('MOSKVICH', 'Москвич'), ('ACURA', 'Акура'),
                ('AUDI', 'Ауди'), ('BELGEE', 'Белджи'), ('BMW', 'БМВ'), ('CADILLAC', 'Кадиллак'),
                ('CHANGAN', 'Чанган'), ('CHERY', 'Чери'), ('CHEVROLET', 'Шевроле'), ('CHRYSLER', 'Крайслер'),
                ('CITROEN', 'Ситроен'), ('DAEWOO', 'Дэу'), ('DATSUN', 'Датсун'), ('EXEED', 'Эксид'),
                ('FAW', 'ФАВ'), ('FIAT', 'Фиат'), ('FORD', 'Форд'), ('GEELY', 'Джили'), ('GENESIS', 'Дженезис'),
                ('GREAT WALL', 'Грейт Волл'), ('HAVAL', 'Хавейл'), ('HONDA', 'Хонда'), ('HYUNDAI', 'Хёндэ'),
                ('INFINITI', 'Инфинити'), ('JAC', 'ДЖАК'), ('JAECOO', 'Джейку'), ('JAGUAR', 'Ягуар'),
                ('JEEP', 'Джип'), ('JETOUR', 'Джетур'), ('KIA', 'Киа'), ('LAND ROVER', 'Ленд Ровер'),
                ('LEXUS', 'Лексус'), ('LIFAN', 'Лифан'), ('LIXIANG', 'Лисян'), ('MAZDA', 'Мазда'),
                ('MERCEDES-BENZ', 'Мерседес-Бенц'), ('MINI', 'Мини'), ('MITSUBISHI', 'Мицубиси'),
                ('NISSAN', 'Ниссан'), ('OMODA', 'Омода'), ('OPEL', 'Опель'), ('PEUGEOT', 'Пежо'),
                ('PORSCHE', 'Порше'), ('RAVON', 'Равон'), ('RENAULT', 'Рено'), ('SEAT', 'Сеат'),
                ('SKODA', 'Шкода'), ('SSANGYONG', 'Санг Йонг'), ('SUBARU', 'Субару'), ('SUZUKI', 'Сузуки'),
                ('TANK', 'Танк'), ('TOYOTA', 'Тойота'), ('VOLKSWAGEN', 'Фольксваген'), ('VOLVO', 'Вольво'),
                ('VOYAH', 'Воя'), ('ZEEKR', 'Зикр')
            """
        ]
    )
}
