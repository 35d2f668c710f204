//! LALRPOP's tables in a form that is quick to ask: sparse rows laid over one another in one array.
//!
//! LALRPOP gives a dense action table of megabytes, which misses the cache, and gotos and productions as `match`
//! expressions of thousands of arms.

use std::fmt::Write;

/// Entries at `offsets[row] + column`; an entry of another row at the same place has another column in its check.
pub struct Comb {
    pub offsets: Vec<u32>,
    /// The column in the lower half, the value in the upper; [`NO_COLUMN`] where nothing is.
    pub entries: Vec<u32>,
}

const NO_COLUMN: u32 = 0xffff;

/// Lays rows of (column, value) over one another, the longest first, each where it fits first.
pub fn comb(rows: &[Vec<(usize, i16)>], columns: usize) -> Comb {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|left, right| {
        let key = |index: usize| (std::cmp::Reverse(rows[index].len()), &rows[index]);
        key(*left).cmp(&key(*right))
    });
    let mut offsets = vec![0; rows.len()];
    let mut entries: Vec<u32> = Vec::new();
    // Two different rows must not have the same offset: the column alone tells whose an entry is.
    let mut taken: Vec<bool> = Vec::new();
    let mut lowest = 0;
    let mut previous: Option<usize> = None;
    for row in order {
        if let Some(same) = previous
            && rows[same] == rows[row]
        {
            offsets[row] = offsets[same];
            continue;
        }
        previous = Some(row);
        let is_free = |index: usize| entries.get(index).is_none_or(|entry| *entry == NO_COLUMN);
        let fits = |offset: &usize| {
            !taken.get(*offset).copied().unwrap_or(false)
                && rows[row].iter().all(|(column, _)| is_free(offset + column))
        };
        let offset = (lowest..).find(fits).unwrap_or(entries.len());
        let end = offset + columns;
        if entries.len() < end {
            entries.resize(end, NO_COLUMN);
            taken.resize(end, false);
        }
        taken[offset] = true;
        offsets[row] = offset as u32;
        for (column, value) in &rows[row] {
            entries[offset + column] = (u32::from(*value as u16) << 16) | *column as u32;
        }
        while taken.get(lowest).copied().unwrap_or(false) {
            lowest += 1;
        }
    }
    Comb { offsets, entries }
}

/// Takes the most frequent reduction of each row out of it, as what to do at any other terminal. A wrong terminal is
/// then found out after some reductions and still before it could be shifted.
pub fn default_reductions(rows: Vec<Vec<(usize, i16)>>) -> (Vec<Vec<(usize, i16)>>, Vec<i16>) {
    let split = rows.into_iter().map(|mut row| {
        let mut counts: Vec<(usize, i16)> = Vec::new();
        for (_, action) in row.iter().filter(|(_, action)| *action < 0) {
            match counts.iter_mut().find(|(_, counted)| counted == action) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, *action)),
            }
        }
        let default = counts.into_iter().max().map_or(0, |(_, action)| action);
        row.retain(|(_, action)| *action != default);
        (row, default)
    });
    split.unzip()
}

/// Gotos of one nonterminal: the states that are exceptions, and where all others lead.
#[derive(Default, Clone)]
pub struct Gotos {
    pub exceptions: Vec<(usize, i16)>,
    pub default: i16,
}

/// Reads the body of `__goto`: `match nt { 2 => 529, 3 => match state { 1 | 3..=4 => 5, _ => 6, }, _ => ... }`.
pub fn read_gotos(body: &str) -> Result<Vec<Gotos>, String> {
    let mut gotos: Vec<Gotos> = Vec::new();
    let mut current: Option<usize> = None;
    for line in body.lines().map(|line| line.trim().trim_end_matches(',')) {
        let Some((pattern, value)) = line.split_once(" => ") else {
            if line == "}" {
                current = None;
            }
            continue;
        };
        let Some(nonterminal) = current else {
            if pattern == "_" {
                continue;
            }
            let nonterminal: usize = number(pattern)?;
            if gotos.len() <= nonterminal {
                gotos.resize(nonterminal + 1, Gotos::default());
            }
            if value == "match state {" {
                current = Some(nonterminal);
            } else {
                gotos[nonterminal].default = number(value)?;
            }
            continue;
        };
        let target: i16 = number(value)?;
        if pattern == "_" {
            gotos[nonterminal].default = target;
            continue;
        }
        for part in pattern.split(" | ") {
            let (first, last) = part.split_once("..=").unwrap_or((part, part));
            let (first, last): (usize, usize) = (number(first)?, number(last)?);
            gotos[nonterminal]
                .exceptions
                .extend((first..=last).map(|state| (state, target)));
        }
    }
    Ok(gotos)
}

/// Reads the body of `__simulate_reduce`: how many symbols each production pops and what it makes. The production of
/// the start symbol is not among them.
pub fn read_productions(body: &str) -> Result<Vec<(u16, u16)>, String> {
    let mut productions = Vec::new();
    let mut pops: Option<u16> = None;
    for line in body.lines().map(|line| line.trim().trim_end_matches(',')) {
        if let Some(value) = line.strip_prefix("states_to_pop: ") {
            pops = Some(number(value)?);
        } else if let Some(value) = line.strip_prefix("nonterminal_produced: ") {
            let pops = pops.take().ok_or("a production without states to pop")?;
            productions.push((pops, number(value)?));
        } else if let Some((index, _)) = line.split_once(" => {") {
            let index: usize = number(index)?;
            if index != productions.len() {
                return Err(format!("production {index} is out of order"));
            }
        }
    }
    Ok(productions)
}

fn number<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, String> {
    text.trim()
        .parse()
        .map_err(|error| format!("generated parser: {text:?} is no number: {error}"))
}

/// A `static` array of the numbers.
pub fn array<T: std::fmt::Display>(name: &str, ty: &str, numbers: impl Iterator<Item = T>) -> String {
    let mut list = String::new();
    let mut count = 0;
    for number in numbers {
        let _ = write!(list, "{number},");
        count += 1;
    }
    format!("static {name}: [{ty}; {count}] = [{list}];\n")
}
