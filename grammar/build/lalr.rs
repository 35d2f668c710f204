//! Finds the LALR(1) conflicts of a grammar (DeRemer and Pennello, "Efficient Computation of LALR(1) Look-Ahead Sets").
//!
//! Shared by the build script and `cargo xtask conflicts`. A grammar without LALR(1) conflicts has no LR(1) conflicts, so
//! LALRPOP accepts it; LALRPOP's own report of a conflict takes minutes and about a gigabyte.
#![allow(clippy::disallowed_types, reason = "no order of a map reaches the output")]

use super::fragments::{Grammar, Symbol};
use std::collections::HashMap;

/// A state in which two things could be done at the same tokens.
#[allow(dead_code, reason = "the build script only counts conflicts")]
pub struct Conflict {
    /// The symbols that lead to the state.
    pub path: Vec<String>,
    /// The tokens.
    pub tokens: Vec<String>,
    /// What could be done, each with the zero-based line of its production.
    pub items: Vec<(String, usize)>,
}

/// Sizes and conflicts.
pub struct Analysis {
    #[allow(dead_code, reason = "the build script does not print it")]
    pub states: usize,
    pub conflicts: Vec<Conflict>,
}

/// A production and the number of its symbols already read.
type Item = (usize, usize);

struct State {
    kernel: Vec<Item>,
    /// By symbol number, sorted.
    transitions: Vec<(usize, usize)>,
    came_from: Option<(usize, usize)>,
}

struct Automaton<'g> {
    grammar: &'g Grammar,
    by_left: Vec<Vec<usize>>,
    nullable: Vec<bool>,
    states: Vec<State>,
}

/// Builds the automaton and compares what each state may do.
pub fn analyse(grammar: &Grammar) -> Analysis {
    let mut automaton = Automaton {
        grammar,
        by_left: vec![Vec::new(); grammar.nonterminals.len()],
        nullable: vec![false; grammar.nonterminals.len()],
        states: Vec::new(),
    };
    for (index, production) in grammar.productions.iter().enumerate() {
        automaton.by_left[production.left].push(index);
    }
    automaton.find_nullable();
    automaton.build_states();
    let look_ahead = automaton.look_ahead();
    let conflicts = automaton.conflicts(&look_ahead);
    Analysis {
        states: automaton.states.len(),
        conflicts,
    }
}

/// Sets of terminals, one row each.
struct Sets {
    width: usize,
    words: Vec<u64>,
}

impl Sets {
    fn new(rows: usize, bits: usize) -> Self {
        let width = bits.div_ceil(64);
        Sets {
            width,
            words: vec![0; rows * width],
        }
    }

    fn insert(&mut self, row: usize, bit: usize) {
        self.words[row * self.width + bit / 64] |= 1 << (bit % 64);
    }

    fn row(&self, row: usize) -> &[u64] {
        &self.words[row * self.width..(row + 1) * self.width]
    }

    /// Adds row `from` to row `to`; whether that changed it.
    fn add(&mut self, to: usize, from: usize) -> bool {
        let mut changed = false;
        for word in 0..self.width {
            let more = self.words[from * self.width + word];
            let target = &mut self.words[to * self.width + word];
            changed |= *target | more != *target;
            *target |= more;
        }
        changed
    }

    /// Adds along the edges until nothing changes.
    fn propagate(&mut self, edges: &[Vec<usize>]) {
        loop {
            let mut changed = false;
            for (to, sources) in edges.iter().enumerate() {
                for &from in sources {
                    changed |= self.add(to, from);
                }
            }
            if !changed {
                return;
            }
        }
    }
}

/// For each state, its possible reductions and the tokens before which they are made.
type LookAhead = Vec<Vec<(usize, Vec<u64>)>>;

impl Automaton<'_> {
    /// The terminals come first, then the nonterminals.
    fn number(&self, symbol: Symbol) -> usize {
        match symbol {
            Symbol::Terminal(index) => index,
            Symbol::Nonterminal(index) => self.end() + 1 + index,
        }
    }

    /// The end of input, as a terminal.
    fn end(&self) -> usize {
        self.grammar.terminals.len()
    }

    fn name(&self, number: usize) -> String {
        match number.checked_sub(self.end() + 1) {
            Some(index) => self.grammar.nonterminals[index].clone(),
            None => self
                .grammar
                .terminals
                .get(number)
                .cloned()
                .unwrap_or_else(|| "end of input".into()),
        }
    }

    fn is_nullable(&self, symbol: Symbol) -> bool {
        matches!(symbol, Symbol::Nonterminal(index) if self.nullable[index])
    }

    fn find_nullable(&mut self) {
        loop {
            let mut changed = false;
            for production in &self.grammar.productions {
                if !self.nullable[production.left]
                    && production.right.iter().all(|&symbol| self.is_nullable(symbol))
                {
                    self.nullable[production.left] = true;
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn closure(&self, kernel: &[Item]) -> Vec<Item> {
        let mut items = kernel.to_vec();
        let mut added = vec![false; self.grammar.nonterminals.len()];
        // The first state holds the start symbol's productions themselves.
        for &(production, _) in kernel.iter().filter(|item| item.1 == 0) {
            added[self.grammar.productions[production].left] = true;
        }
        let mut next = 0;
        while next < items.len() {
            let (production, dot) = items[next];
            next += 1;
            if let Some(&Symbol::Nonterminal(index)) = self.grammar.productions[production].right.get(dot)
                && !std::mem::replace(&mut added[index], true)
            {
                items.extend(self.by_left[index].iter().map(|&production| (production, 0)));
            }
        }
        items
    }

    fn build_states(&mut self) {
        let start: Vec<Item> = self.by_left[0]
            .iter()
            .map(|&production| (production, 0))
            .collect();
        let mut index_of: HashMap<Vec<Item>, usize> = HashMap::from([(start.clone(), 0)]);
        self.states.push(State {
            kernel: start,
            transitions: Vec::new(),
            came_from: None,
        });
        let mut next = 0;
        while next < self.states.len() {
            let mut targets: Vec<(usize, Item)> = Vec::new();
            for (production, dot) in self.closure(&self.states[next].kernel) {
                if let Some(&symbol) = self.grammar.productions[production].right.get(dot) {
                    targets.push((self.number(symbol), (production, dot + 1)));
                }
            }
            targets.sort_unstable();
            let mut transitions = Vec::new();
            for group in targets.chunk_by(|left, right| left.0 == right.0) {
                let kernel: Vec<Item> = group.iter().map(|(_, item)| *item).collect();
                let fresh = self.states.len();
                let target = *index_of.entry(kernel.clone()).or_insert(fresh);
                if target == fresh {
                    self.states.push(State {
                        kernel,
                        transitions: Vec::new(),
                        came_from: Some((next, group[0].0)),
                    });
                }
                transitions.push((group[0].0, target));
            }
            self.states[next].transitions = transitions;
            next += 1;
        }
    }

    fn go(&self, state: usize, symbol: usize) -> Option<usize> {
        let transitions = &self.states[state].transitions;
        transitions
            .binary_search_by_key(&symbol, |entry| entry.0)
            .ok()
            .map(|index| transitions[index].1)
    }

    fn look_ahead(&self) -> LookAhead {
        // Transitions over nonterminals; the first one stands for reading the whole input.
        let first_nonterminal = self.end() + 1;
        let mut index_of: HashMap<(usize, usize), usize> = HashMap::from([((0, first_nonterminal), 0)]);
        let mut list = vec![(0, first_nonterminal)];
        for (state, data) in self.states.iter().enumerate() {
            for &(symbol, _) in data
                .transitions
                .iter()
                .filter(|entry| entry.0 >= first_nonterminal)
            {
                index_of.entry((state, symbol)).or_insert_with(|| {
                    list.push((state, symbol));
                    list.len() - 1
                });
            }
        }
        let mut follow = Sets::new(list.len(), self.end() + 1);
        follow.insert(0, self.end());
        let mut reads = vec![Vec::new(); list.len()];
        for (index, &(state, symbol)) in list.iter().enumerate() {
            let Some(target) = self.go(state, symbol) else {
                continue;
            };
            for &(next, _) in &self.states[target].transitions {
                match next.checked_sub(first_nonterminal) {
                    None => follow.insert(index, next),
                    Some(nonterminal) if self.nullable[nonterminal] => {
                        reads[index].push(index_of[&(target, next)])
                    }
                    Some(_) => {}
                }
            }
        }
        follow.propagate(&reads);
        let mut includes = vec![Vec::new(); list.len()];
        let mut look_back: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
        for (index, &(start, symbol)) in list.iter().enumerate() {
            for &production in &self.by_left[symbol - first_nonterminal] {
                let right = &self.grammar.productions[production].right;
                let mut state = Some(start);
                for (position, &part) in right.iter().enumerate() {
                    let Some(here) = state else { break };
                    if let Symbol::Nonterminal(_) = part
                        && right[position + 1..].iter().all(|&rest| self.is_nullable(rest))
                    {
                        includes[index_of[&(here, self.number(part))]].push(index);
                    }
                    state = self.go(here, self.number(part));
                }
                if let Some(state) = state {
                    look_back.entry((state, production)).or_default().push(index);
                }
            }
        }
        follow.propagate(&includes);
        self.states
            .iter()
            .enumerate()
            .map(|(state, data)| {
                let mut reductions = Vec::new();
                for (production, dot) in self.closure(&data.kernel) {
                    if dot < self.grammar.productions[production].right.len() {
                        continue;
                    }
                    let mut tokens = vec![0; follow.width];
                    for &index in look_back.get(&(state, production)).into_iter().flatten() {
                        tokens
                            .iter_mut()
                            .zip(follow.row(index))
                            .for_each(|(word, more)| *word |= more);
                    }
                    reductions.push((production, tokens));
                }
                reductions
            })
            .collect()
    }

    fn conflicts(&self, look_ahead: &LookAhead) -> Vec<Conflict> {
        let mut found = Vec::new();
        for (state, reductions) in look_ahead.iter().enumerate() {
            for (index, (production, tokens)) in reductions.iter().enumerate() {
                let shifts: Vec<usize> = self.states[state]
                    .transitions
                    .iter()
                    .map(|entry| entry.0)
                    .filter(|&symbol| symbol < self.end() && tokens[symbol / 64] >> (symbol % 64) & 1 == 1)
                    .collect();
                if !shifts.is_empty() {
                    let mut items = vec![self.shown(*production, None)];
                    for (other, dot) in self.closure(&self.states[state].kernel) {
                        let next = self.grammar.productions[other]
                            .right
                            .get(dot)
                            .map(|&symbol| self.number(symbol));
                        if next.is_some_and(|next| shifts.contains(&next)) {
                            items.push(self.shown(other, Some(dot)));
                        }
                    }
                    found.push(self.conflict(state, &shifts, items));
                }
                for (other, others) in &reductions[index + 1..] {
                    let both: Vec<usize> = (0..=self.end())
                        .filter(|symbol| {
                            (tokens[symbol / 64] & others[symbol / 64]) >> (symbol % 64) & 1 == 1
                        })
                        .collect();
                    if !both.is_empty() {
                        let items = vec![self.shown(*production, None), self.shown(*other, None)];
                        found.push(self.conflict(state, &both, items));
                    }
                }
            }
        }
        found
    }

    fn conflict(&self, state: usize, tokens: &[usize], items: Vec<(String, usize)>) -> Conflict {
        let mut path = Vec::new();
        let mut here = state;
        while let Some((from, symbol)) = self.states[here].came_from {
            path.push(self.name(symbol));
            here = from;
        }
        path.reverse();
        Conflict {
            path,
            tokens: tokens.iter().map(|&token| self.name(token)).collect(),
            items,
        }
    }

    /// A production, with a dot where it is being read or as a reduction.
    fn shown(&self, production: usize, dot: Option<usize>) -> (String, usize) {
        let data = &self.grammar.productions[production];
        let mut text = match dot {
            Some(_) => format!("read on in {} =", self.grammar.nonterminals[data.left]),
            None => format!("end       {} =", self.grammar.nonterminals[data.left]),
        };
        for (position, &symbol) in data.right.iter().enumerate() {
            if dot == Some(position) {
                text.push_str(" •");
            }
            text.push(' ');
            text.push_str(&self.name(self.number(symbol)));
        }
        (text, data.line)
    }
}
