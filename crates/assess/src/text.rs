//! The texts of a tree: lines, lines with code, and pieces of them.

use crate::model::Excerpt;
use plconv_project::SourceTree;
use plconv_source::{FileId, LineIndex};
use plconv_syntax::lexer::lex;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The lines of the files that were read.
pub struct Texts<'t> {
    tree: &'t SourceTree,
    files: Vec<Option<FileLines>>,
}

struct FileLines {
    index: LineIndex,
    /// How many of the lines before each line have code; one more than there are lines.
    code_before: Vec<u32>,
}

impl<'t> Texts<'t> {
    /// Counts the lines of the files with these paths.
    pub fn new<'p>(tree: &'t SourceTree, read: impl Iterator<Item = &'p str>) -> Self {
        let mut wanted = vec![false; tree.files.len()];
        for file in read.filter_map(|path| tree.find(path)) {
            if let Some(slot) = wanted.get_mut(file.0 as usize) {
                *slot = true;
            }
        }
        let files = tree
            .files
            .par_iter()
            .zip(wanted)
            .map(|(file, wanted)| wanted.then(|| FileLines::new(&file.text)))
            .collect();
        Texts { tree, files }
    }

    fn file(&self, file: FileId) -> Option<&FileLines> {
        self.files.get(file.0 as usize)?.as_ref()
    }

    /// All lines, and those with code.
    pub fn count(&self) -> (u64, u64) {
        let files = self.files.iter().flatten();
        files.fold((0, 0), |(lines, code), file| {
            (
                lines + file.code_before.len() as u64 - 1,
                code + u64::from(file.code_before.last().copied().unwrap_or(0)),
            )
        })
    }

    /// Line of an offset, from 1.
    pub fn line(&self, file: FileId, offset: u32) -> u32 {
        self.file(file)
            .map_or(1, |file| file.index.position(offset.into()).line)
    }

    /// How many of the lines from `first` to `last` have code.
    pub fn code_lines(&self, file: FileId, first: u32, last: u32) -> u32 {
        let Some(file) = self.file(file) else { return 0 };
        let before = |line: u32| {
            let line = (line as usize).min(file.code_before.len() - 1);
            file.code_before.get(line).copied().unwrap_or(0)
        };
        before(last).saturating_sub(before(first.saturating_sub(1)))
    }

    /// The text between two offsets.
    pub fn slice(&self, file: FileId, start: u32, end: u32) -> &'t str {
        let text = self.tree.file(file).map_or("", |file| &file.text);
        text.get(start as usize..end as usize).unwrap_or("")
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> &'t str {
        self.tree.file(file).map_or("", |file| &file.path)
    }

    /// The whole lines from `first` to `last`.
    pub fn lines(&self, file: FileId, first: u32, last: u32) -> &'t str {
        let Some(index) = self.file(file).map(|file| &file.index) else {
            return "";
        };
        let start = index.line_range(first).map_or(0, |range| range.start().into());
        let end = index
            .line_range(last.min(index.line_count()))
            .map_or(0, |range| range.end().into());
        self.slice(file, start, end)
    }
}

impl FileLines {
    fn new(text: &str) -> Self {
        let index = LineIndex::new(text);
        let count = text.lines().count();
        let mut has_code = vec![false; count + 1];
        for token in lex(text).filter(|token| !token.kind.is_trivia()) {
            let first = index.position(token.start.into()).line as usize;
            let last = index.position(token.end.saturating_sub(1).into()).line as usize;
            for line in first..=last {
                if let Some(slot) = has_code.get_mut(line) {
                    *slot = true;
                }
            }
        }
        let mut code_before = Vec::with_capacity(count + 1);
        let mut sum = 0;
        for line in has_code {
            sum += u32::from(line);
            code_before.push(sum);
        }
        FileLines { index, code_before }
    }
}

/// Lines kept around each important one.
const AROUND: u32 = 5;

/// Lines kept from the beginning of a text.
const HEAD: u32 = 12;

/// The pieces of a text that fit in `most` lines: all of it, or its beginning and what is around the important lines.
/// Line numbers are those of the text, the first being `first`.
pub fn pieces(path: &str, text: &str, first: u32, important: &[u32], most: usize) -> Vec<Excerpt> {
    let lines: Vec<&str> = text.lines().collect();
    let excerpt = |from: usize, to: usize| {
        let numbers = first + from as u32..first + to as u32;
        let marks: BTreeSet<u32> = important
            .iter()
            .copied()
            .filter(|line| numbers.contains(line))
            .collect();
        Excerpt {
            path: path.to_owned(),
            line: numbers.start,
            text: lines.get(from..to).unwrap_or_default().join("\n"),
            marks: marks.into_iter().collect(),
        }
    };
    if lines.len() <= most {
        return vec![excerpt(0, lines.len())];
    }
    let mut windows: Vec<(usize, usize)> = vec![(0, HEAD as usize)];
    let mut used = HEAD as usize;
    for line in important {
        let line = line.saturating_sub(first);
        let from = line.saturating_sub(AROUND) as usize;
        let to = ((line + AROUND + 1) as usize).min(lines.len());
        let Some(last) = windows.last_mut() else { break };
        if from >= to || to <= last.1 {
            continue;
        }
        // A window that nearly touches the one before continues it.
        if from <= last.1 + 2 {
            used += to - last.1;
            last.1 = to;
        } else {
            used += to - from;
            windows.push((from, to));
        }
        if used >= most {
            break;
        }
    }
    if windows.len() == 1 && used < most {
        windows = vec![(0, most)];
    }
    windows
        .into_iter()
        .map(|(from, to)| excerpt(from, to.min(lines.len())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_comments_only_have_no_code() {
        let tree = SourceTree::in_memory([("a.sql", "-- one\nSELECT 1\n/* two\n three */ FROM dual;\n\n")]);
        let texts = Texts::new(&tree, ["a.sql"].into_iter());
        assert_eq!(texts.count(), (5, 2));
        assert_eq!(texts.code_lines(FileId(0), 1, 3), 1);
        assert_eq!(texts.lines(FileId(0), 2, 2).trim_end(), "SELECT 1");
    }

    #[test]
    fn a_long_text_keeps_its_beginning_and_what_is_around_findings() {
        let text: String = (1..=200).map(|line| format!("line {line}\n")).collect();
        let found = pieces("a.sql", &text, 10, &[109], 60);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].line, 10);
        assert_eq!(found[1].line, 104);
        assert!(found[1].text.starts_with("line 95\n"), "{}", found[1].text);
        assert_eq!(pieces("a.sql", "x\ny\n", 1, &[], 60)[0].text, "x\ny");
    }
}
