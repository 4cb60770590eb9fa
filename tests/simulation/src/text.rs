/// A text that a person typed, known by a mark that occurs nowhere else.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) tag: String,
    pub(crate) browser: usize,
    pub(crate) draft: String,
    /// Whether it must still be found somewhere: not discarded, not typed over by the person.
    pub(crate) wanted: bool,
    /// When *Post* was last pressed on it.
    pub(crate) pressed: Option<i64>,
}
