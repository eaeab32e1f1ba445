//! Listing people: from a typed query to rows.
