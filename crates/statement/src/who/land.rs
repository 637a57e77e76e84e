//! What countries, their people and their seats of government are called in the news.

use std::sync::LazyLock;

use crate::table::Table;

/// Name, other names as a roster may have it, and words that mean it. By name.
const LANDS: &[(&str, &[&str])] = &[
    ("argentina", &["argentine", "buenos aires"]),
    ("armenia", &["armenian", "yerevan"]),
    ("australia", &["australian", "canberra"]),
    ("austria", &["austrian", "vienna"]),
    ("azerbaijan", &["azerbaijani", "baku"]),
    ("belarus", &["belarusian", "minsk"]),
    ("belgium", &["belgian"]),
    ("brazil", &["brazilian", "brasília", "planalto"]),
    ("canada", &["canadian", "ottawa"]),
    ("chile", &["chilean", "santiago"]),
    ("china", &["chinese", "beijing", "zhongnanhai"]),
    ("colombia", &["colombian", "bogotá"]),
    ("cuba", &["cuban", "havana"]),
    ("denmark", &["danish", "copenhagen"]),
    ("egypt", &["egyptian", "cairo"]),
    ("eritrea", &["eritrean", "asmara"]),
    ("ethiopia", &["ethiopian", "addis ababa"]),
    ("finland", &["finnish", "helsinki"]),
    ("france", &["french", "paris", "élysée", "quai d'orsay"]),
    ("georgia", &["georgian", "tbilisi"]),
    ("germany", &["german", "berlin"]),
    ("greece", &["greek", "athens"]),
    ("hungary", &["hungarian", "budapest"]),
    ("india", &["indian", "new delhi"]),
    ("indonesia", &["indonesian", "jakarta"]),
    ("iran", &["iranian", "tehran"]),
    ("iraq", &["iraqi", "baghdad"]),
    ("ireland", &["irish", "dublin"]),
    ("israel", &["israeli", "knesset"]),
    ("italy", &["italian", "rome", "quirinal"]),
    ("japan", &["japanese", "tokyo"]),
    ("jordan", &["jordanian", "amman"]),
    ("kenya", &["kenyan", "nairobi"]),
    ("kosovo", &["kosovar", "pristina"]),
    ("lebanon", &["lebanese", "beirut"]),
    ("libya", &["libyan", "tripoli"]),
    ("lithuania", &["lithuanian", "vilnius"]),
    ("mexico", &["mexican", "los pinos"]),
    ("moldova", &["moldovan", "chisinau"]),
    ("netherlands", &["dutch", "the hague"]),
    ("nigeria", &["nigerian", "abuja"]),
    ("north korea", &["north korean", "pyongyang"]),
    ("norway", &["norwegian", "oslo"]),
    ("pakistan", &["pakistani", "islamabad"]),
    ("palestine", &["palestinian", "ramallah"]),
    ("philippines", &["philippine", "filipino", "manila", "malacañang"]),
    ("poland", &["polish", "warsaw"]),
    ("portugal", &["portuguese", "lisbon"]),
    ("qatar", &["qatari", "doha"]),
    ("romania", &["romanian", "bucharest"]),
    ("russia", &["russian", "moscow", "kremlin"]),
    ("rwanda", &["rwandan", "kigali"]),
    ("saudi arabia", &["saudi", "riyadh"]),
    ("serbia", &["serbian", "belgrade"]),
    ("somalia", &["somali", "mogadishu"]),
    ("south africa", &["south african", "pretoria"]),
    ("south korea", &["south korean", "seoul", "blue house"]),
    ("spain", &["spanish", "madrid", "moncloa"]),
    ("sudan", &["sudanese", "khartoum"]),
    ("sweden", &["swedish", "stockholm"]),
    ("switzerland", &["swiss", "bern"]),
    ("syria", &["syrian", "damascus"]),
    ("taiwan", &["taiwanese", "taipei"]),
    ("turkey", &["turkish", "ankara"]),
    ("ukraine", &["ukrainian", "kyiv", "kiev", "bankova"]),
    (
        "united kingdom",
        &["british", "britain", "u.k.", "uk", "london", "downing street", "whitehall"],
    ),
    ("united states", &["american", "u.s.", "washington", "white house"]),
    ("venezuela", &["venezuelan", "caracas", "miraflores"]),
    ("vietnam", &["vietnamese", "hanoi"]),
    ("yemen", &["yemeni", "sanaa"]),
];

/// Words that mean the country of a name in lower case.
pub(crate) fn words_for(name: &str) -> &'static [&'static str] {
    LANDS.binary_search_by(|land| land.0.cmp(name)).map_or(&[], |at| LANDS[at].1)
}

/// Whether a name in lower case is that of a country or a continent, by its
/// [`hash`](crate::table::hash).
pub(super) fn is_land(hash: u32, name: &str) -> bool {
    static TABLE: LazyLock<Table<()>> = LazyLock::new(|| {
        let others = ["new zealand", "africa", "america", "asia", "europe"];
        Table::of(LANDS.iter().map(|it| it.0).chain(others))
    });
    TABLE.get(hash, name).is_some()
}

#[cfg(test)]
mod tests {
    use super::{LANDS, words_for};

    #[test]
    fn countries_are_in_order() {
        assert!(LANDS.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(words_for("france").first(), Some(&"french"));
        assert!(words_for("freedonia").is_empty());
    }
}
