//! What can be wrong with a query, in Graph's words.

use reseat_model::limits::PAGE_TOP_MAX;

/// Why a query is refused. `Display` is the message of the error body, [`QueryError::code`] its code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// `$top` out of bounds.
    #[error("Invalid page size specified: '{0}'. Must be between 1 and {PAGE_TOP_MAX} inclusive.")]
    PageSize(String),
    /// A number was expected.
    #[error(
        "Invalid value '{1}' for {0} query option found. The {0} query option requires a non-negative integer value."
    )]
    NotANumber(&'static str, String),
    /// `$count` is neither true nor false.
    #[error(
        "Invalid value '{0}' for $count query option found. The $count query option requires 'true' or 'false'."
    )]
    NotAFlag(String),
    /// An option twice.
    #[error("Query option '{0}' was specified more than once, but it must be specified at most once.")]
    Twice(&'static str),
    /// An option that the resource does not have.
    #[error("'{0}' is not supported by the service.")]
    OptionNotSupported(String),
    /// `/$count` without the header.
    #[error("$count is not currently supported.")]
    CountSegment,
    /// `$search` without the header.
    #[error(
        "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'"
    )]
    SearchNeedsHeader,
    /// An advanced operator without `ConsistencyLevel: eventual` and `$count=true`.
    #[error(
        "Operator '{0}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information"
    )]
    AdvancedOperator(&'static str),
    /// A property that does not support the clause, at all or without the advanced parameters.
    #[error("Unsupported or invalid query filter clause specified for property '{0}' of resource 'User'.")]
    Clause(String),
    /// A lambda with more in it than the property supports.
    #[error("Complex query on property {0} is not supported.")]
    Complex(&'static str),
    /// A function or form that the directory does not know.
    #[error("Unsupported Query.")]
    Unsupported,
    /// `$filter` names a property that there is not.
    #[error("Invalid filter clause: Could not find a property named '{0}' on type '{1}'.")]
    FilterProperty(String, &'static str),
    /// `$filter` is not an expression.
    #[error("Invalid filter clause: {0}")]
    Syntax(String),
    /// The value does not fit the property.
    #[error(
        "Invalid filter clause: A binary operator with incompatible types was detected. Found operand types '{0}' and '{1}' for operator kind '{2}'."
    )]
    Types(&'static str, &'static str, &'static str),
    /// `id` against something that is not one.
    #[error("Invalid object identifier '{0}'.")]
    ObjectId(String),
    /// `$filter` is longer, larger or deeper than the limits.
    #[error("The $filter expression is too {0}. Split the request into several.")]
    TooBig(&'static str),
    /// `$select` or `$expand` names a property that there is not.
    #[error("Parsing OData Select and Expand failed: Could not find a property named '{0}' on type '{1}'.")]
    SelectProperty(String, &'static str),
    /// `$select` of something that only a single person has.
    #[error("This operation target is not yet supported.")]
    SingleOnly,
    /// `$orderby` names a property that there is not.
    #[error("Could not find a property named '{0}' on type 'microsoft.graph.user'.")]
    OrderProperty(String),
    /// `$orderby` a property that cannot be sorted by, at all or without the advanced parameters.
    #[error("Unsupported sort property '{0}' for 'User'.")]
    SortProperty(&'static str),
    /// `$orderby` together with `$filter` without the advanced parameters, or by more than one property.
    #[error("Sorting not supported for current query.")]
    Sorting,
    /// `$search` of a property that cannot be searched.
    #[error("An unsupported property was specified.")]
    SearchProperty,
    /// `$search` is not a search.
    #[error(
        "Syntax error: the value of $search must be clauses in double quotes such as \"displayName:wash\", joined by AND or OR."
    )]
    SearchSyntax,
    /// `$skiptoken` was not made by this server, or for another list.
    #[error("Invalid skip token. Start again from the first page.")]
    SkipToken,
}

impl QueryError {
    /// The `code` of the error body.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PageSize(_)
            | Self::SearchNeedsHeader
            | Self::AdvancedOperator(_)
            | Self::Clause(_)
            | Self::Complex(_)
            | Self::Unsupported
            | Self::SortProperty(_)
            | Self::Sorting
            | Self::SearchProperty => "Request_UnsupportedQuery",
            Self::OptionNotSupported(_) | Self::CountSegment | Self::ObjectId(_) | Self::SkipToken => {
                "Request_BadRequest"
            }
            Self::SingleOnly => "NotImplemented",
            Self::NotANumber(..)
            | Self::NotAFlag(_)
            | Self::Twice(_)
            | Self::FilterProperty(..)
            | Self::Syntax(_)
            | Self::Types(..)
            | Self::TooBig(_)
            | Self::SelectProperty(..)
            | Self::OrderProperty(_)
            | Self::SearchSyntax => "BadRequest",
        }
    }

    /// The HTTP status: 400, except 501 for what only a single person has.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SingleOnly => 501,
            _ => 400,
        }
    }
}
