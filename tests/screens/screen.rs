//! What the tests touch: an app, its keys, and its picture as text.

use dockstep::app::effect::Effect;
use dockstep::app::embedded::HighlightRequest;
use dockstep::app::key::Key;
use dockstep::app::layout::Layout;
use dockstep::app::msg::{Msg, ReadFile};
use dockstep::app::{App, Opening};
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::host::highlighter::highlighted;
use dockstep::knowledge::base_images::catalogue;
use dockstep::view;
use dockstep::view::theme::Theme;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

pub(crate) struct Screen {
    pub(crate) app: App,
    pub(crate) layout: Layout,
    pub(crate) effects: Vec<Effect>,
    /// What the app asked to be read in other languages.
    pub(crate) requests: Vec<HighlightRequest>,
    theme: Theme,
    buffer: Buffer,
}

impl Screen {
    pub(crate) fn open(bytes: &[u8], columns: u16, rows: u16) -> Self {
        Self::themed(bytes, columns, rows, Theme::colours())
    }

    pub(crate) fn themed(bytes: &[u8], columns: u16, rows: u16, theme: Theme) -> Self {
        let opening = Opening::Bytes {
            name: "shop/Dockerfile".to_owned(),
            bytes: bytes.to_vec(),
        };
        let options = Self::options();
        let (app, effects) = App::start(opening, options);
        Self::of_app(app, effects, columns, rows, theme)
    }

    /// Shows an app that was started elsewhere.
    pub(crate) fn of_app(
        app: App,
        effects: Vec<Effect>,
        columns: u16,
        rows: u16,
        theme: Theme,
    ) -> Self {
        let mut screen = Self {
            app,
            layout: Layout::default(),
            effects,
            requests: Vec::new(),
            theme,
            buffer: Buffer::empty(Rect::new(0, 0, columns, rows)),
        };
        screen.draw();
        screen
    }

    /// Gives what the program knows of base images.
    pub(crate) fn options() -> BuildOptions {
        BuildOptions {
            base_images: BaseImages {
                catalogue: Some(catalogue),
                ..BaseImages::default()
            },
            ..BuildOptions::default()
        }
    }

    /// Opens a lesson of the course at a page.
    pub(crate) fn lesson(id: &str, page: &str, columns: u16, rows: u16) -> Self {
        let mut app = App::new(Self::options());
        let effects = app.open_lesson(id, Some(page));
        Self::of_app(app, effects, columns, rows, Theme::colours())
    }

    pub(crate) fn django(columns: u16, rows: u16) -> Self {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/lessons/23-django-two-stages/Dockerfile"
        );
        Self::open(&std::fs::read(path).unwrap(), columns, rows)
    }

    /// Gives a file as the host reads it.
    pub(crate) fn file(bytes: &[u8]) -> ReadFile {
        ReadFile {
            name: "shop/Dockerfile".to_owned(),
            path: Some("shop/Dockerfile".into()),
            bytes: bytes.to_vec(),
        }
    }

    /// Opens a file that lies in a folder, which is not listed yet.
    pub(crate) fn of_file(bytes: &[u8], columns: u16, rows: u16) -> Self {
        let mut screen = Self::open(b"FROM scratch", columns, rows);
        screen.tell(Msg::FileRead(Ok(Self::file(bytes))));
        screen
    }

    /// Presses keys by their names in the table: `Down`, `Ctrl-C`.
    pub(crate) fn press(&mut self, names: &[&str]) {
        for name in names {
            let key = Key::named(name).unwrap();
            self.effects = self.app.update(Msg::Key(key));
            while self.effects.contains(&Effect::GoOn) {
                self.effects = self.app.update(Msg::GoOn);
            }
            self.draw();
        }
    }

    /// Tells the app a fact, and draws.
    pub(crate) fn tell(&mut self, msg: Msg) {
        self.effects = self.app.update(msg);
        self.draw();
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        self.app.update(Msg::Resized);
        self.draw();
    }

    fn draw(&mut self) {
        self.buffer.reset();
        self.layout = view::draw(&self.app, &self.theme, self.buffer.area, &mut self.buffer);
        for effect in self.app.update(Msg::Drawn(self.layout.clone())) {
            if let Effect::Highlight(request) = effect {
                self.requests.push(request);
            }
        }
    }

    /// Lets the reader of other languages answer, and draws what comes of it.
    pub(crate) fn answer(&mut self) {
        for request in std::mem::take(&mut self.requests) {
            self.app.update(Msg::Highlighted(highlighted(request)));
        }
        self.draw();
    }

    /// Gives the picture's rows without blanks at their ends.
    pub(crate) fn rows(&self) -> Vec<String> {
        self.grid(|cell| cell.symbol().to_owned())
    }

    pub(crate) fn row_with(&self, text: &str) -> Option<String> {
        self.rows().into_iter().find(|row| row.contains(text))
    }

    /// Gives the picture, and below it the styles: a letter for each, `.` where there is none.
    pub(crate) fn picture(&self) -> String {
        let mut styles: Vec<String> = Vec::new();
        for cell in self.buffer.content() {
            let style = style(cell);
            if !style.is_empty() && !styles.contains(&style) {
                styles.push(style);
            }
        }
        let letter = |index: usize| char::from(b'a' + u8::try_from(index).unwrap());
        let marks = self.grid(|cell| {
            let style = style(cell);
            let index = styles.iter().position(|known| *known == style);
            index.map_or('.', letter).to_string()
        });
        let legend = styles
            .iter()
            .enumerate()
            .map(|(index, style)| format!("{} = {style}", letter(index)));
        let mut lines = self.rows();
        lines.push(String::new());
        lines.extend(
            marks
                .into_iter()
                .map(|row| row.trim_end_matches('.').to_owned()),
        );
        lines.push(String::new());
        lines.extend(legend);
        lines.join("\n")
    }

    /// Walks the cells as a terminal does: behind a wide character one cell is not shown.
    fn grid(&self, show: impl Fn(&Cell) -> String) -> Vec<String> {
        let area = self.buffer.area;
        (area.top()..area.bottom())
            .map(|y| {
                let mut row = String::new();
                let mut hidden = 0;
                for x in area.left()..area.right() {
                    if hidden > 0 {
                        hidden -= 1;
                        continue;
                    }
                    let cell = &self.buffer[(x, y)];
                    hidden = view::row::width(cell.symbol()).saturating_sub(1);
                    assert!(
                        usize::from(x) + hidden < usize::from(area.right()),
                        "a wide character is cut in two in row {y}"
                    );
                    row.push_str(&show(cell));
                }
                row.trim_end().to_owned()
            })
            .collect()
    }
}

fn style(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg));
    }
    if cell.modifier != Modifier::empty() {
        words.push(format!("{:?}", cell.modifier));
    }
    words.join(" ").to_lowercase()
}
