//! The internal network: with whom to keep connected, whom to ask in, whom to thank; wins with who helped; and what helpers
//! were told of deals.

use super::{Column, Heading, Ink, Piece, Value};
use crate::book::team::inside::{Credit, Folk, Talk};
use crate::book::team::wins::{Helper, Tell, TellWhy, Win};
use crate::domain::day::{Day, spoken};
use crate::domain::risk::score::Band;
use crate::domain::text::{counted, left, short_name};
use serde_json::json;

type LinkColumn<'a> = Column<Link<'a>>;
type Won = Column<Win>;
type Told = Column<Tell>;

/// A row of the network.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Link<'a> {
    /// With whom to keep connected.
    Talk(&'a Talk),
    /// Whom to ask in.
    Folk(&'a Folk),
    /// Whom to thank.
    Credit(&'a Credit),
}

impl<'a> Link<'a> {
    /// Every row of the network.
    pub(crate) const COLUMNS: &'a [Column<Link<'a>>] = &[
        LinkColumn::new("on", |one, _| {
            Value::day(match one {
                Link::Talk(one) => one.due,
                Link::Folk(_) => None,
                Link::Credit(one) => Some(one.contribution.on),
            })
        })
        .ranked(|one, _| {
            Value::day(match one {
                Link::Talk(one) => one.due,
                Link::Folk(_) => None,
                Link::Credit(one) => Some(one.contribution.thanked_on.unwrap_or(one.thank_by)),
            })
        })
        .screen(Heading::words("Due", 18, 0, Heading::KEEP), |one, around| due(*one, around.today)),
        LinkColumn::new("who", |one, _| Value::Text(who(*one).to_owned()))
            .screen(Heading::words("Who", 12, 1, Heading::KEEP), |one, _| (strong(*one), short_name(who(*one)))),
        LinkColumn::new("kind", |one, _| Value::Text(kind(*one).to_owned()))
            .screen(Heading::words("For", 4, 0, 4), |one, _| (Ink::Dim, kind(*one).to_owned())),
        LinkColumn::new("what", |one, _| {
            Value::Text(match one {
                Link::Talk(one) => format!("every {} d", one.member.one_on_one_days.unwrap_or_default()),
                Link::Folk(one) => counted(one.touches, "touch"),
                Link::Credit(one) => one.contribution.what.clone(),
            })
        })
        .screen(Heading::words("What was done", 16, 4, 8), |one, around| match one {
            Link::Talk(one) => {
                let last = one.member.last_one_on_one;
                let last = last.map_or_else(String::new, |day| format!(", last {}", spoken(day, around.today)));
                (Ink::Plain, format!("every {} d{last}", one.member.one_on_one_days.unwrap_or_default()))
            }
            Link::Folk(one) => (Ink::Plain, format!("{} in 12 months", counted(one.touches, "touch"))),
            Link::Credit(credit) => {
                (if is_open(*one) { Ink::Plain } else { Ink::Dim }, credit.contribution.what.clone())
            }
        }),
        LinkColumn::new("account", |one, _| Value::text_of(one.account()))
            .screen(Heading::words("Customer", 14, 2, 6), |one, _| dash(one.account(), Ink::Plain)),
        LinkColumn::new("helped", |one, _| Value::text_of(helped(*one)))
            .screen(Heading::words("Helped", 11, 1, 3), |one, _| {
                dash(helped(*one).map(short_name).as_deref(), Ink::Dim)
            }),
        LinkColumn::new("thanked_on", |one, _| {
            Value::day(match one {
                Link::Talk(one) => one.member.last_one_on_one,
                Link::Folk(_) => None,
                Link::Credit(one) => one.contribution.thanked_on,
            })
        }),
    ];

    fn account(&self) -> Option<&'a str> {
        match self {
            Link::Talk(_) | Link::Folk(_) => None,
            Link::Credit(one) => Some(&one.account),
        }
    }
}

fn who(one: Link<'_>) -> &str {
    match one {
        Link::Talk(one) => &one.member.name,
        Link::Folk(one) => &one.name,
        Link::Credit(one) => &one.who,
    }
}

fn kind(one: Link<'_>) -> &'static str {
    match one {
        Link::Talk(_) => "talk",
        Link::Folk(_) => "ask",
        Link::Credit(one) => one.contribution.kind.word(),
    }
}

fn helped(one: Link<'_>) -> Option<&str> {
    match one {
        Link::Talk(_) | Link::Folk(_) => None,
        Link::Credit(one) => Some(one.helped.as_str()).filter(|helped| !helped.is_empty()),
    }
}

/// Whether something is to be done about it.
fn is_open(one: Link<'_>) -> bool {
    !matches!(one, Link::Credit(one) if one.contribution.thanked_on.is_some())
}

fn strong(one: Link<'_>) -> Ink {
    if is_open(one) { Ink::Strong } else { Ink::Plain }
}

fn dash(words: Option<&str>, ink: Ink) -> Piece {
    words.map_or_else(|| (Ink::Dim, "–".to_owned()), |words| (ink, words.to_owned()))
}

fn due(one: Link<'_>, today: Day) -> Piece {
    match one {
        Link::Talk(one) => match one.due {
            None => (Ink::ALERT, "▲ no 1:1 yet".to_owned()),
            Some(due) if due < today => (Ink::ALERT, format!("▲ {} d late", due.days_to(today))),
            Some(due) => (Ink::Dim, format!("due {}", spoken(due, today))),
        },
        Link::Folk(_) => (Ink::Dim, "n invites".to_owned()),
        Link::Credit(one) => match one.contribution.thanked_on {
            Some(on) => (Ink::Dim, format!("✓ {}", spoken(on, today))),
            None if one.thank_by < today => (Ink::ALERT, format!("▲ due {}", spoken(one.thank_by, today))),
            None => (Ink::Risk(Band::Watch), format!("due {}", spoken(one.thank_by, today))),
        },
    }
}

/// Wins with who helped.
pub(crate) const WINS: &[Column<Win>] = &[
    Won::new("on", |one, _| Value::Day(one.on))
        .screen(Heading::words("When", 11, 0, Heading::KEEP), |one, around| (Ink::Plain, spoken(one.on, around.today)))
        .print(|one, around| left(&spoken(one.on, around.today), 11)),
    Won::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Customer", 16, 2, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone()))
        .print(|one, _| left(&one.name, 28)),
    Won::new("won", |one, _| Value::Text(one.word().to_owned()))
        .screen(Heading::words("Won", 14, 2, 7), |one, _| (Ink::Plain, won(one)))
        .print(|one, _| left(&format!("{} {}", one.word(), one.title), 22)),
    Won::new("what", |one, _| Value::Text(one.title.clone())),
    Won::new("helpers", |one, _| {
        let helper = |one: &Helper| json!({"name": one.name, "thanked": one.thanked});
        let all: Vec<_> = one.helpers.iter().map(helper).collect();
        Value::List(json!(all), names(one, str::to_owned))
    })
    .screen(Heading::words("Who helped", 20, 4, Heading::KEEP), |one, _| {
        if one.helpers.is_empty() {
            (Ink::Risk(Band::Watch), "no credit – n gives it".to_owned())
        } else {
            (Ink::Strong, names(one, short_name))
        }
    })
    .print(|one, _| if one.helpers.is_empty() { "not named".to_owned() } else { names(one, str::to_owned) }),
    Won::new("thanked", |one, _| Value::count(thanked(one) as u64)).screen(
        Heading::words("Thanked", 7, 0, 4),
        |one, _| match (one.helpers.len(), thanked(one)) {
            (0, _) => (Ink::Dim, "–".to_owned()),
            (all, thanked) if thanked == all => (Ink::Dim, format!("✓ {thanked}/{all}")),
            (all, thanked) => (Ink::Risk(Band::Watch), format!("{thanked}/{all}")),
        },
    ),
    Won::new("account_id", |one, _| Value::Text(one.account.code())),
];

fn thanked(win: &Win) -> usize {
    win.helpers.iter().filter(|one| one.thanked).count()
}

fn won(win: &Win) -> String {
    format!("{} {}", win.word(), win.title).trim_end().to_owned()
}

fn names(win: &Win, name: impl Fn(&str) -> String) -> String {
    win.helpers.iter().map(|one| name(&one.name)).collect::<Vec<_>>().join(", ")
}

/// What helpers were told of the deals.
pub(crate) const TELLS: &[Column<Tell>] = &[
    Told::new("told_on", |one, _| Value::day(one.told.as_ref().map(|(on, _)| *on)))
        .screen(Heading::words("Told", 16, 0, Heading::KEEP), |one, around| told(one.why, around.today)),
    Told::new("account", |one, _| Value::Text(one.name.clone()))
        .screen(Heading::words("Customer", 16, 2, Heading::KEEP), |one, _| (Ink::Strong, one.name.clone()))
        .print(|one, _| left(&one.name, 28)),
    Told::new("helpers", |one, _| Value::List(json!(one.helpers), one.helpers.join("; ")))
        .screen(Heading::words("Who helped", 14, 1, 8), |one, _| {
            (Ink::Plain, one.helpers.iter().map(|name| short_name(name)).collect::<Vec<_>>().join(", "))
        })
        .print(|one, _| format!("{}:", one.helpers.join(", "))),
    Told::new("stands", |one, _| Value::Text(one.stands.clone()))
        .screen(Heading::words("How it stands", 20, 9, 9), |one, _| (Ink::Plain, one.stands.clone()))
        .print(|one, _| one.stands.clone()),
    Told::new("told", |one, _| Value::text_of(one.told.as_ref().map(|(_, words)| words.as_str()))),
    Told::new("due", |one, _| Value::Bool(one.why.is_due())),
    Told::new("account_id", |one, _| Value::Text(one.account.code())),
];

fn told(why: TellWhy, today: Day) -> Piece {
    match why {
        TellWhy::Changed(on) => (Ink::ALERT, format!("▲ changed {}", spoken(on, today))),
        TellWhy::Never => (Ink::ALERT, "▲ never".to_owned()),
        TellWhy::Quiet(on) => (Ink::Risk(Band::Watch), format!("◐ last {}", spoken(on, today))),
        TellWhy::Known(on) => (Ink::Dim, format!("✓ {}", spoken(on, today))),
    }
}
