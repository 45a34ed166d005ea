//! Following a row of something to read.

use super::app::App;
use super::command::Command;
use super::layer::Layer;
use super::layer::text::TextLayer;
use super::lead::Lead;
use super::step::Step;
use ratatui::text::Line;

impl App {
    /// Follows a row that was opened in something to read. Where one stood there is where one stands when it is read again.
    pub(super) fn follow_lead(&mut self, lead: Lead) {
        if let Lead::Rows(rows) = &lead {
            let lines = rows.rows.iter().map(|(words, _)| Line::from(words.clone())).collect();
            let leads = rows.rows.iter().enumerate().filter_map(|(at, (_, lead))| Some((at, lead.clone()?)));
            let layer = TextLayer::new(rows.title.clone(), lines).with_leads(leads.collect());
            self.open(Layer::Text(layer));
            return;
        }
        let texts: Vec<_> = self.layers.iter().filter_map(Layer::read_at).collect();
        self.read_at.extend(texts);
        self.layers.retain(|layer| !matches!(layer, Layer::Text(_)));
        match lead {
            Lead::Account(account) => self.take(Ok(Step::Page(account))),
            Lead::Filter(words) => self.take(Ok(Step::Filter(words))),
            Lead::Go(place) => self.run(Command::Go(place)),
            Lead::Run(command) => self.run(command),
            Lead::Form(making) => {
                let step = self.open_form(making);
                self.take(step);
            }
            Lead::Rows(_) => {}
        }
    }
}
