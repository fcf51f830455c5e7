//! The coded craft vocabulary: what a weaver ticks instead of writing, so that it can be read in every
//! language. Codes are kept in the database and never change their meaning; the words for them live in
//! the locale files under `facts-...`. Motifs are abstract words and never name a heritage pattern.

/// What a fact is about. The order of [`Group::ALL`] is the order on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    Technique,
    Loom,
    Time,
    Fibre,
    Dye,
    Motif,
    Use,
    Care,
}

impl Group {
    /// All groups in display order: how it was made, of what, how it looks, how to use and keep it.
    pub const ALL: [Self; 8] =
        [Self::Technique, Self::Loom, Self::Time, Self::Fibre, Self::Dye, Self::Motif, Self::Use, Self::Care];

    /// The part of a code before its dot.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Technique => "technique",
            Self::Loom => "loom",
            Self::Time => "time",
            Self::Fibre => "fibre",
            Self::Dye => "dye",
            Self::Motif => "motif",
            Self::Use => "use",
            Self::Care => "care",
        }
    }

    /// The drawn icon that stands before the group.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Technique => "weave",
            Self::Loom => "loom",
            Self::Time => "clock",
            Self::Fibre => "yarn",
            Self::Dye => "drop",
            Self::Motif => "stripes",
            Self::Use => "cloth",
            Self::Care => "basin",
        }
    }

    /// Whether a piece may carry several facts of this group.
    #[must_use]
    pub const fn several(self) -> bool {
        !matches!(self, Self::Loom | Self::Time)
    }

    /// The group's label in the locale files: `facts-group-fibre`.
    #[must_use]
    pub fn message_key(self) -> String {
        format!("facts-group-{}", self.code())
    }

    /// The facts of this group, in the order they are offered.
    pub fn facts(self) -> impl Iterator<Item = &'static Fact> {
        FACTS.iter().filter(move |fact| fact.group == self)
    }
}

/// One coded fact about a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// `fibre.cotton_mill`: the group's code, a dot, and a word that is unique in the group.
    pub code: &'static str,
    pub group: Group,
}

impl Fact {
    /// The fact's words in the locale files: `facts-fibre-cotton-mill`.
    #[must_use]
    pub fn message_key(&self) -> String {
        format!("facts-{}", self.code.replace(['.', '_'], "-"))
    }
}

const fn f(group: Group, code: &'static str) -> Fact {
    Fact { code, group }
}

/// Every fact that can be ticked, by group and in the order offered.
pub const FACTS: &[Fact] = &[
    f(Group::Technique, "technique.plain_weave"),
    f(Group::Technique, "technique.warp_faced"),
    f(Group::Technique, "technique.extra_weft"),
    f(Group::Technique, "technique.ikat"),
    f(Group::Technique, "technique.twill"),
    f(Group::Technique, "technique.plaited_slanted"),
    f(Group::Technique, "technique.plaited_straight"),
    f(Group::Technique, "technique.embroidered"),
    f(Group::Technique, "technique.hand_sewn"),
    f(Group::Technique, "technique.machine_sewn"),
    f(Group::Loom, "loom.daro"),
    f(Group::Loom, "loom.backstrap"),
    f(Group::Loom, "loom.treadle"),
    f(Group::Loom, "loom.none"),
    f(Group::Time, "time.one_day"),
    f(Group::Time, "time.two_three_days"),
    f(Group::Time, "time.four_seven_days"),
    f(Group::Time, "time.one_two_weeks"),
    f(Group::Time, "time.three_weeks"),
    f(Group::Time, "time.month_or_more"),
    f(Group::Fibre, "fibre.cotton_mill"),
    f(Group::Fibre, "fibre.cotton_hand"),
    f(Group::Fibre, "fibre.cotton_mercerised"),
    f(Group::Fibre, "fibre.rayon"),
    f(Group::Fibre, "fibre.polyester"),
    f(Group::Fibre, "fibre.acrylic"),
    f(Group::Fibre, "fibre.silk"),
    f(Group::Fibre, "fibre.mixed"),
    f(Group::Fibre, "fibre.metallic"),
    f(Group::Fibre, "fibre.leftover"),
    f(Group::Fibre, "fibre.pandan"),
    f(Group::Fibre, "fibre.lontar"),
    f(Group::Fibre, "fibre.rattan"),
    f(Group::Fibre, "fibre.bamboo"),
    f(Group::Dye, "dye.bought_coloured"),
    f(Group::Dye, "dye.home_shop_dye"),
    f(Group::Dye, "dye.mengkudu_root"),
    f(Group::Dye, "dye.mahogany_bark"),
    f(Group::Dye, "dye.turmeric"),
    f(Group::Dye, "dye.indigo_leaf"),
    f(Group::Dye, "dye.other_plants"),
    f(Group::Dye, "dye.undyed"),
    f(Group::Motif, "motif.plain"),
    f(Group::Motif, "motif.plain_border"),
    f(Group::Motif, "motif.stripes_lengthwise"),
    f(Group::Motif, "motif.stripes_crosswise"),
    f(Group::Motif, "motif.stripes_fine"),
    f(Group::Motif, "motif.checks_large"),
    f(Group::Motif, "motif.checks_small"),
    f(Group::Motif, "motif.wave"),
    f(Group::Motif, "motif.flower_stem"),
    f(Group::Motif, "motif.seeds"),
    f(Group::Motif, "motif.steps"),
    f(Group::Motif, "motif.dots"),
    f(Group::Motif, "motif.diagonal"),
    f(Group::Motif, "motif.lettering"),
    f(Group::Use, "use.sarong"),
    f(Group::Use, "use.shawl"),
    f(Group::Use, "use.headcloth"),
    f(Group::Use, "use.sewing"),
    f(Group::Use, "use.ceremony"),
    f(Group::Use, "use.table"),
    f(Group::Use, "use.cushion"),
    f(Group::Use, "use.wall"),
    f(Group::Use, "use.bag"),
    f(Group::Use, "use.wallet"),
    f(Group::Care, "care.hand_wash_cold"),
    f(Group::Care, "care.machine_gentle"),
    f(Group::Care, "care.wash_apart"),
    f(Group::Care, "care.no_wringing"),
    f(Group::Care, "care.no_bleach"),
    f(Group::Care, "care.dry_in_shade"),
    f(Group::Care, "care.iron_warm"),
    f(Group::Care, "care.wipe"),
    f(Group::Care, "care.keep_dry"),
];

/// The fact of that code.
#[must_use]
pub fn fact(code: &str) -> Option<&'static Fact> {
    FACTS.iter().find(|fact| fact.code == code)
}

/// What a weaver is about to describe, so that the likeliest facts come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Article {
    Cloth,
    Shawl,
    Bag,
}

/// The few codes offered first for an article; all others stay one tap away.
#[must_use]
pub const fn offered_first(article: Article) -> &'static [&'static str] {
    match article {
        Article::Cloth => &[
            "use.sarong",
            "fibre.cotton_mill",
            "dye.bought_coloured",
            "motif.stripes_lengthwise",
            "motif.checks_large",
            "loom.daro",
            "time.four_seven_days",
            "time.one_two_weeks",
            "care.hand_wash_cold",
            "care.dry_in_shade",
        ],
        Article::Shawl => &[
            "use.shawl",
            "fibre.cotton_mill",
            "fibre.rayon",
            "dye.bought_coloured",
            "motif.stripes_fine",
            "motif.plain_border",
            "loom.daro",
            "time.two_three_days",
            "care.hand_wash_cold",
            "care.dry_in_shade",
        ],
        Article::Bag => &[
            "use.bag",
            "use.wallet",
            "technique.plaited_slanted",
            "technique.hand_sewn",
            "fibre.pandan",
            "dye.undyed",
            "dye.home_shop_dye",
            "loom.none",
            "time.two_three_days",
            "care.wipe",
            "care.keep_dry",
        ],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn there_are_at_least_forty_codes_and_none_twice() {
        let codes: HashSet<_> = FACTS.iter().map(|fact| fact.code).collect();
        assert_eq!(codes.len(), FACTS.len());
        assert!(FACTS.len() >= 40);
    }

    #[test]
    fn a_code_begins_with_its_group() {
        for fact in FACTS {
            assert_eq!(fact.code.split_once('.').map(|(group, _)| group), Some(fact.group.code()), "{}", fact.code);
        }
    }

    #[test]
    fn every_message_key_is_a_fluent_identifier_of_its_own() {
        let keys: HashSet<_> = FACTS.iter().map(Fact::message_key).chain(Group::ALL.map(Group::message_key)).collect();
        assert_eq!(keys.len(), FACTS.len() + Group::ALL.len());
        for key in keys {
            assert!(key.starts_with("facts-"), "{key}");
            assert!(key.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{key}");
        }
        assert_eq!(fact("fibre.cotton_mill").map(Fact::message_key).as_deref(), Some("facts-fibre-cotton-mill"));
    }

    #[test]
    fn facts_stand_together_by_group_in_display_order() {
        let mut order: Vec<_> = FACTS.iter().map(|fact| fact.group).collect();
        order.dedup();
        assert_eq!(order, Group::ALL);
        assert!(Group::ALL.iter().all(|group| group.facts().count() > 1));
    }

    #[test]
    fn what_is_offered_first_exists_and_contradicts_nothing() {
        for article in [Article::Cloth, Article::Shawl, Article::Bag] {
            let codes = offered_first(article);
            assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
            assert!(codes.iter().all(|code| fact(code).is_some()), "{article:?}");
        }
    }

    #[test]
    fn an_unknown_code_is_no_fact() {
        assert_eq!(fact("fibre.wool_of_the_sea"), None);
        assert_eq!(fact(""), None);
    }
}
