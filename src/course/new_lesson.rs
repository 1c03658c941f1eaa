//! A complete small lesson to begin with.

use crate::course::lesson_source::{LESSON_FILE, LessonSource};

const LESSON: &str = include_str!("../../assets/new_lesson/lesson.toml");

const DOCKERFILE: &str = include_str!("../../assets/new_lesson/Dockerfile");

/// Makes a lesson that passes the check, for a folder of that name.
pub fn new_lesson(folder: &str) -> LessonSource {
    let lesson = LESSON.replace("{id}", &id_of_folder(folder, "my-lesson"));
    LessonSource::new(
        folder,
        [(LESSON_FILE, lesson.as_str()), ("Dockerfile", DOCKERFILE)],
    )
}

/// Makes an id of a folder's name: `07 My lesson` becomes `my-lesson`; `usual` is for a name without letters.
pub(in crate::course) fn id_of_folder(folder: &str, usual: &str) -> String {
    let name = folder.rsplit(['/', '\\']).find(|part| !part.is_empty());
    let name = name.unwrap_or_default().to_ascii_lowercase();
    let words = name.split(|character: char| !character.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let words: Vec<&str> = words
        .skip_while(|word| word.chars().all(|c| c.is_ascii_digit()))
        .collect();
    if words.is_empty() {
        usual.to_owned()
    } else {
        words.join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::id_of_folder;

    #[test]
    fn an_id_is_made_of_the_folders_name() {
        assert_eq!(
            id_of_folder("lessons/07-Copy exactly/", "x"),
            "copy-exactly"
        );
        assert_eq!(id_of_folder("12", "my-lesson"), "my-lesson");
    }
}
