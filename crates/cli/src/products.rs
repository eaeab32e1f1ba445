//! From what people type (part numbers, ids) to products and plans.

use reseat_client::reseat::SelfServiceScope;
use reseat_client::{Client, Error};

use crate::exit::{Exit, Failure};
use crate::lang::Lang;

/// A product of the organisation, whichever interface told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Product {
    /// The product's id, lower case.
    pub sku_id: String,
    /// Its part number.
    pub part_number: String,
    /// Its name in the language of the output.
    pub name: String,
    /// Its plans: id and technical name.
    pub plans: Vec<(String, String)>,
}

/// The organisation's products.
#[derive(Debug, Clone, Default)]
pub struct Products(Vec<Product>);

impl Products {
    /// Asks the server.
    ///
    /// # Errors
    /// Everything in [`Error`].
    pub fn load(client: &Client, reseat: bool, lang: Lang) -> Result<Self, Error> {
        if !reseat {
            return Ok(Self(client.graph().subscribed_skus()?.into_iter().map(from_graph).collect()));
        }
        let products = client.reseat().products(None, SelfServiceScope::All)?;
        let product = |p: reseat_client::reseat::Product| Product {
            name: lang.name(&p.names, &p.sku_part_number).to_owned(),
            sku_id: p.sku_id.to_lowercase(),
            part_number: p.sku_part_number,
            plans: Vec::new(),
        };
        Ok(Self(products.into_iter().map(product).collect()))
    }

    /// The product with this part number or id, in any case.
    ///
    /// # Errors
    /// When there is none; names those that look alike.
    pub fn find(&self, text: &str) -> Result<&Product, Failure> {
        let matches =
            |p: &&Product| p.sku_id.eq_ignore_ascii_case(text) || p.part_number.eq_ignore_ascii_case(text);
        self.0.iter().find(matches).ok_or_else(|| self.unknown(text))
    }

    /// The product with this id.
    pub fn by_id(&self, sku_id: &str) -> Option<&Product> {
        self.0.iter().find(|p| p.sku_id.eq_ignore_ascii_case(sku_id))
    }

    fn unknown(&self, text: &str) -> Failure {
        let wanted = folded(text);
        let alike: Vec<_> = self
            .0
            .iter()
            .filter(|p| {
                let (number, name) = (folded(&p.part_number), folded(&p.name));
                !wanted.is_empty()
                    && (number.contains(&wanted) || name.contains(&wanted) || wanted.contains(&number))
            })
            .map(|p| p.part_number.as_str())
            .take(5)
            .collect();
        let next = match alike.as_slice() {
            [] => "'reseat license list' shows the products and their part numbers".to_owned(),
            some => format!("did you mean {}?", some.join(", ")),
        };
        Failure::new(Exit::NotFound, format!("the organization has no product '{text}'")).next(next)
    }
}

fn from_graph(sku: reseat_client::graph::SubscribedSku) -> Product {
    Product {
        sku_id: sku.sku_id.to_lowercase(),
        name: sku.sku_part_number.clone(),
        part_number: sku.sku_part_number,
        plans: sku.service_plans.into_iter().map(|p| (p.service_plan_id, p.service_plan_name)).collect(),
    }
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The plans to switch off, by name or id.
///
/// # Errors
/// When the product has no such plan; names what it has.
pub fn disabled_plans(client: &Client, product: &Product, wanted: &[String]) -> Result<Vec<String>, Failure> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let plans = if product.plans.is_empty() {
        let found = client.reseat().product(&product.sku_id)?;
        found.plans.into_iter().map(|p| (p.service_plan_id, p.name)).collect()
    } else {
        product.plans.clone()
    };
    let find = |text: &String| {
        let found =
            plans.iter().find(|(id, name)| id.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text));
        found.map(|(id, _)| id.to_lowercase()).ok_or_else(|| {
            let names: Vec<_> = plans.iter().map(|(_, name)| name.as_str()).collect();
            Failure::new(Exit::NotFound, format!("{} has no plan '{text}'", product.part_number))
                .next(format!("its plans are {}", names.join(", ")))
        })
    };
    wanted.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn products() -> Products {
        let product = |id: &str, number: &str, name: &str| Product {
            sku_id: id.into(),
            part_number: number.into(),
            name: name.into(),
            plans: vec![("p-1".into(), "TEAMS1".into())],
        };
        Products(vec![
            product("05e9", "SPE_E3", "Microsoft 365 E3"),
            product("06eb", "SPE_E5", "Microsoft 365 E5"),
        ])
    }

    #[test]
    fn products_are_found_by_part_number_or_id_in_any_case() {
        assert_eq!(products().find("spe_e3").unwrap().sku_id, "05e9");
        assert_eq!(products().find("06EB").unwrap().part_number, "SPE_E5");
    }

    #[test]
    fn an_unknown_product_leads_to_those_that_look_alike() {
        let failure = products().find("Microsoft 365 E5").unwrap_err();
        assert_eq!((failure.exit, failure.next.as_deref()), (Exit::NotFound, Some("did you mean SPE_E5?")));
        let failure = products().find("VISIO").unwrap_err();
        assert!(failure.next.unwrap().contains("reseat license list"));
    }
}
