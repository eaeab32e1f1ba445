//! A scan as a list of segments: equality on leading columns and one range on the column after them. An index of any
//! SQL engine answers a segment directly, nulls included, where row comparison and OR would make it read and discard.
//!
//! `(a, b) > (1, 2)` is the segments `a = 1, b > 2` and `a > 1`, in this order.

use std::cmp::Ordering;

use reseat_store::{Bound, Scan, Value};

/// One end of a segment's range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge<'a> {
    /// No end; at the lower side nulls are included.
    Open,
    /// Everything but null; only at the lower side.
    NotNull,
    /// A value that is not null, and whether it is included.
    At(&'a Value, bool),
}

/// Rows that agree in the leading columns of an order, within a range of the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment<'a> {
    /// Values of the leading columns; null means IS NULL.
    pub equal: Vec<&'a Value>,
    /// Lower end of the next column.
    pub lower: Edge<'a>,
    /// Upper end of the next column.
    pub upper: Edge<'a>,
}

/// What is left of a bound.
#[derive(Clone, Copy)]
enum Side<'a> {
    Open,
    /// Nothing is within.
    Empty,
    At(&'a [Value], bool),
}

impl<'a> Side<'a> {
    fn of(bound: &'a Bound) -> Self {
        match bound {
            Bound::Open => Self::Open,
            Bound::Included(tuple) => Self::remaining(tuple, true),
            Bound::Excluded(tuple) => Self::remaining(tuple, false),
        }
    }

    fn remaining(tuple: &'a [Value], included: bool) -> Self {
        match (tuple.is_empty(), included) {
            (false, _) => Self::At(tuple, included),
            (true, true) => Self::Open,
            (true, false) => Self::Empty,
        }
    }

    /// Its first value.
    fn first(self) -> Option<&'a Value> {
        match self {
            Self::At([first, ..], _) => Some(first),
            _ => None,
        }
    }

    /// The bound for rows that agree with its first value.
    fn rest(self) -> Self {
        match self {
            Self::At([_, rest @ ..], included) => Self::remaining(rest, included),
            other => other,
        }
    }

    /// The edge if the bound is about one column only, and whether rows at a first value have to be looked at apart.
    fn edge(self) -> (Edge<'a>, bool) {
        match self {
            Self::At([only], included) => (Edge::At(only, included), false),
            Self::At([first, ..], _) => (Edge::At(first, false), true),
            _ => (Edge::Open, false),
        }
    }
}

/// The segments of a scan, ascending, none overlapping.
pub(crate) fn segments(scan: &Scan) -> Vec<Segment<'_>> {
    let mut found = Splitter { order: scan.table.order(scan.index), scan, found: Vec::new() };
    let mut equal: Vec<&Value> = scan.prefix.iter().collect();
    found.split(&mut equal, Side::of(&scan.lower), Side::of(&scan.upper));
    found.found
}

struct Splitter<'a> {
    order: Vec<usize>,
    scan: &'a Scan,
    found: Vec<Segment<'a>>,
}

impl<'a> Splitter<'a> {
    fn split(&mut self, equal: &mut Vec<&'a Value>, lower: Side<'a>, upper: Side<'a>) {
        if matches!(lower, Side::Empty) || matches!(upper, Side::Empty) {
            return;
        }
        if let (Some(low), Some(high)) = (lower.first(), upper.first()) {
            match low.cmp(high) {
                Ordering::Less => {}
                Ordering::Greater => return,
                Ordering::Equal => return self.deeper(equal, low, lower.rest(), upper.rest()),
            }
        }
        let (low_edge, low_apart) = lower.edge();
        let (high_edge, high_apart) = upper.edge();
        if let Some(low) = lower.first().filter(|_| low_apart) {
            self.deeper(equal, low, lower.rest(), Side::Open);
        }
        self.between(equal, low_edge, high_edge);
        if let Some(high) = upper.first().filter(|_| high_apart) {
            self.deeper(equal, high, Side::Open, upper.rest());
        }
    }

    fn deeper(&mut self, equal: &mut Vec<&'a Value>, value: &'a Value, lower: Side<'a>, upper: Side<'a>) {
        equal.push(value);
        self.split(equal, lower, upper);
        equal.pop();
    }

    /// The rows between two edges of the next column. Null is below every value, but no SQL comparison finds it.
    fn between(&mut self, equal: &[&'a Value], lower: Edge<'a>, upper: Edge<'a>) {
        let nullable =
            self.order.get(equal.len()).is_some_and(|column| self.scan.table.columns[*column].nullable);
        let lower = match lower {
            Edge::At(Value::Null, true) => Edge::Open,
            Edge::At(Value::Null, false) => Edge::NotNull,
            other => other,
        };
        match upper {
            Edge::At(Value::Null, false) => {}
            Edge::At(Value::Null, true) => {
                if lower == Edge::Open {
                    self.nulls(equal);
                }
            }
            Edge::At(..) if lower == Edge::Open && nullable => {
                self.nulls(equal);
                self.push(equal, Edge::Open, upper);
            }
            // A comparison with the upper end excludes null by itself.
            Edge::At(..) if lower == Edge::NotNull => self.push(equal, Edge::Open, upper),
            _ => self.push(equal, lower, upper),
        }
    }

    fn nulls(&mut self, equal: &[&'a Value]) {
        let mut equal = equal.to_vec();
        equal.push(&Value::Null);
        self.found.push(Segment { equal, lower: Edge::Open, upper: Edge::Open });
    }

    fn push(&mut self, equal: &[&'a Value], lower: Edge<'a>, upper: Edge<'a>) {
        self.found.push(Segment { equal: equal.to_vec(), lower, upper });
    }
}

#[cfg(test)]
mod tests {
    use reseat_store::tables;

    use super::*;

    fn scan(prefix: Vec<Value>) -> Scan {
        Scan::index(&tables::USER, &tables::USER_BY_SURNAME, prefix, 9)
    }

    #[test]
    fn a_scan_without_bounds_is_one_segment() {
        let scan = scan(vec![1_i64.into()]);
        let expected = Segment { equal: vec![&Value::Int(1)], lower: Edge::Open, upper: Edge::Open };
        assert_eq!(segments(&scan), [expected]);
    }

    #[test]
    fn the_next_page_is_the_rest_of_the_equal_and_then_the_greater() {
        let (one, berg, id) = (Value::Int(1), Value::from("berg"), Value::Int(7));
        let scan = scan(vec![one.clone(), one.clone()]).from(Bound::Excluded(vec![berg.clone(), id.clone()]));
        let rest = Segment { equal: vec![&one, &one, &berg], lower: Edge::At(&id, false), upper: Edge::Open };
        let greater = Segment { equal: vec![&one, &one], lower: Edge::At(&berg, false), upper: Edge::Open };
        assert_eq!(segments(&scan), [rest, greater]);
    }

    #[test]
    fn below_a_value_nulls_come_first() {
        let (one, berg) = (Value::Int(1), Value::from("berg"));
        let scan = scan(vec![one.clone(), one.clone()]).to(Bound::Included(vec![berg.clone()]));
        let nulls = Segment { equal: vec![&one, &one, &Value::Null], lower: Edge::Open, upper: Edge::Open };
        let values = Segment { equal: vec![&one, &one], lower: Edge::Open, upper: Edge::At(&berg, true) };
        assert_eq!(segments(&scan), [nulls, values]);
    }

    #[test]
    fn an_empty_range_has_no_segment() {
        let crossed = |lower, upper| scan(vec![1_i64.into()]).from(lower).to(upper);
        let at = |n: i64| vec![Value::Int(n)];
        for scan in [
            crossed(Bound::Included(at(2)), Bound::Included(at(1))),
            crossed(Bound::Excluded(at(1)), Bound::Included(at(1))),
            crossed(Bound::Excluded(Vec::new()), Bound::Open),
        ] {
            assert_eq!(segments(&scan), []);
        }
    }
}
