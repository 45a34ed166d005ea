//! The words a made-up book is made of.

use crate::domain::words::Topic;

pub(super) const FIRST: &[&str] = &[
    "Northwind",
    "Contoso",
    "Adatum",
    "Fabrikam",
    "Lumen",
    "Harbour",
    "Alder",
    "Meridian",
    "Kestrel",
    "Juniper",
    "Cobalt",
    "Sable",
    "Orchard",
    "Vantage",
    "Halcyon",
    "Tamarack",
    "Bright",
    "Summit",
    "Quarry",
    "Lantern",
    "Borealis",
    "Cedar",
    "Delta",
    "Ember",
    "Falcon",
    "Granite",
    "Heron",
    "Ivory",
    "Jasper",
    "Kodiak",
    "Larch",
    "Monarch",
    "Nimbus",
    "Onyx",
    "Pioneer",
    "Quill",
    "Raven",
    "Sterling",
    "Thistle",
    "Umbra",
    "Verdant",
    "Willow",
    "Xenon",
    "Yarrow",
    "Zephyr",
    "Königsee",
    "Ørsted",
    "Łódź",
    "Café Lumière",
    "Sankt Anna",
];

pub(super) const SECOND: &[&str] = &[
    "Traders",
    "Logistics",
    "Foods",
    "Systems",
    "Energy",
    "Labs",
    "Textiles",
    "Marine",
    "Health",
    "Robotics",
    "Press",
    "Motors",
    "Instruments",
    "Partners",
    "Bank",
    "Retail",
    "Paper",
    "Chemicals",
    "Farms",
    "Media",
    "Optics",
    "Steel",
    "Pharma",
    "Travel",
];

pub(super) const FORM: &[&str] = &["", "", "", " Ltd", " GmbH", " SA", " AG", " Inc", " BV", " & Co"];

pub(super) const GIVEN: &[&str] = &[
    "Ana", "Ben", "Chloe", "David", "Elena", "Farid", "Grace", "Hiro", "Ines", "Jonas", "Karin", "Luca", "Maya",
    "Nils", "Olga", "Pedro", "Quinn", "Rosa", "Sven", "Tara", "Uma", "Viktor", "Wanda", "Yusuf", "Zoë", "Amélie",
    "Björn", "Søren", "Jane", "Kofi", "Mei", "Noor", "Omar", "Priya",
];

pub(super) const FAMILY: &[&str] = &[
    "Ruiz",
    "Osei",
    "Novak",
    "Fischer",
    "Lindqvist",
    "Moreau",
    "Tanaka",
    "Okafor",
    "Rossi",
    "Haddad",
    "Kowalski",
    "Byrne",
    "Silva",
    "Meyer",
    "Dubois",
    "Andersen",
    "Costa",
    "Varga",
    "Petrov",
    "Nguyen",
    "Schmidt",
    "Jansen",
    "Ferrari",
    "Khan",
    "Doe",
    "Larsen",
    "Weber",
    "García",
    "Müller",
    "Sato",
    "Mensah",
    "Bianchi",
];

pub(super) const INDUSTRIES: &[&str] =
    &["manufacturing", "logistics", "retail", "health", "finance", "education", "energy", "media", "public sector"];
pub(super) const CHANNELS: &[&str] = &["field", "partner", "inbound", "trade show", "referral", "outbound"];
pub(super) const OFFERS: &[&str] = &["starter", "growth", "enterprise", "launch discount"];
pub(super) const PRODUCTS: &[&str] = &["Platform", "Service plan", "Analytics", "Field kit", "Training"];
pub(super) const REASONS: &[&str] = &[
    "wanted one place for their service calls",
    "their old supplier stopped answering",
    "needed to cut delivery errors before the season",
    "the pilot paid for itself in a quarter",
    "wanted a named person, not a hotline",
];

/// What touches were about, by how it goes: badly, middling, well.
pub(super) const SAID: [&[&str]; 3] = [
    &[
        "delays again, third week",
        "asked what it would cost to stop",
        "nobody called back about the ticket",
        "new manager asks why they pay for this",
    ],
    &[
        "went through open points",
        "price worry, asked for a comparison",
        "training dates moved",
        "asked about the roadmap",
        "invoice question, sorted",
    ],
    &[
        "quarter review, results on target",
        "two more sites want in",
        "asked us to speak at their day",
        "walked through the new reports",
        "thanked the team for the fast fix",
    ],
];

/// What pulses say, by score 1 to 5, with the topic.
pub(super) const QUOTES: [&[(&str, Topic)]; 5] = [
    &[("we are looking around", Topic::Competitor), ("I cannot defend this internally any more", Topic::Value)],
    &[
        ("support takes days", Topic::Support),
        ("it is late every time", Topic::Delivery),
        ("too dear for what it does", Topic::Price),
    ],
    &[
        ("it is all right", Topic::Value),
        ("we had hoped for more by now", Topic::Value),
        ("who is our contact now?", Topic::OurPeople),
    ],
    &[
        ("works for us", Topic::Quality),
        ("the team is happy with it", Topic::Quality),
        ("good people", Topic::OurPeople),
    ],
    &[("I tell everybody about it", Topic::Relationship), ("best decision of the year", Topic::Value)],
];

pub(super) const ISSUES: &[&str] = &[
    "Reports arrive late",
    "Wrong prices on the invoice",
    "Sign-in fails for new users",
    "Field kit broken",
    "Data missing after the update",
];

pub(super) const TITLES: &[(&str, &str)] = &[
    ("Head of operations", "operations"),
    ("Finance director", "finance"),
    ("Plant manager", "operations"),
    ("IT lead", "technology"),
    ("Purchasing manager", "purchasing"),
    ("Chief executive", "management"),
    ("Service coordinator", "service"),
];

pub(super) const TODO: &[&str] = &[
    "Send the comparison",
    "Fix the date for the review",
    "Call about the open ticket",
    "Introduce the service lead",
    "Collect results for the meeting",
    "Confirm the training dates",
];

pub(super) const PROMISES: &[&str] = &[
    "the migration plan",
    "an answer on the discount",
    "a named contact for weekends",
    "the corrected invoice",
    "the rollout dates",
];

/// Where ours sit.
pub(super) const PLACES: &[&str] = &["Hamburg", "Lisbon", "Prague", "Vienna", "Leeds"];

/// What they gained, in their words.
pub(super) const GAINED: &[&str] = &[
    "We close the month two days sooner.",
    "One person does what three did before.",
    "No site has stood still since.",
    "Our own customers ask less, and get answers the same day.",
];
