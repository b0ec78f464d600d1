//! Texts, numbers, lists and closed sets of texts.

use super::conjunction::{Conjunction, Part};
use super::{Lowering, longer};
use crate::rules::{decimal_text, whole};
use crate::view::Side;
use specwright_model::{
    Bound, ChoiceValue, DecimalText, IntegerWidth, Shape, TextFormat, TextRule,
};
use specwright_openapi::Schema;
use specwright_source::Value;

/// The least and the greatest number of each integer format of the OpenAPI format registry that is narrower than its type.
const INTEGER_FORMATS: &[(&str, i128, i128)] = &[
    ("int8", i8::MIN as i128, i8::MAX as i128),
    ("uint8", 0, u8::MAX as i128),
    ("int16", i16::MIN as i128, i16::MAX as i128),
    ("uint16", 0, u16::MAX as i128),
    ("uint32", 0, u32::MAX as i128),
    ("double-int", -((1 << 53) - 1), (1 << 53) - 1),
];

impl<'a> Lowering<'a> {
    /// A whole number in the narrowest type that holds all that the format and the bounds allow; without either, 64 bits.
    pub(super) fn integer(&mut self, conjunction: &Conjunction<'a>) -> Shape {
        const KNOWN: &[&str] = &["int32", "int64", "uint64"];
        let formats: Vec<&'a str> = conjunction.schemas().filter_map(format_of).collect();
        for schema in conjunction.schemas() {
            let known = INTEGER_FORMATS.iter().map(|(name, ..)| *name);
            let known: Vec<&str> = known.chain(KNOWN.iter().copied()).collect();
            self.name_unchecked_format(schema, &known);
        }
        let mut rule = Self::number_rule(conjunction);
        let narrow = INTEGER_FORMATS
            .iter()
            .find(|(name, ..)| formats.contains(name));
        if let Some((_, least, most)) = narrow {
            rule.minimum = Some(tighter(rule.minimum, *least, true));
            rule.maximum = Some(tighter(rule.maximum, *most, false));
        }
        let least = rule.minimum.as_ref().and_then(|bound| whole(&bound.value));
        let most = rule.maximum.as_ref().and_then(|bound| whole(&bound.value));
        let inside = |number: Option<i128>, least: i128, most: i128| {
            number.is_none_or(|number| (least..=most).contains(&number))
        };
        let signed = i128::from(i64::MIN)..=i128::from(i64::MAX);
        let name = narrow.map(|(name, ..)| *name);
        let width = if formats.contains(&"int32")
            || matches!(name, Some("int8" | "uint8" | "int16" | "uint16"))
        {
            IntegerWidth::Bits32
        } else if formats.contains(&"uint64") && least.is_none_or(|least| least >= 0) {
            IntegerWidth::Unsigned64
        } else if formats.contains(&"int64")
            || inside(least, *signed.start(), *signed.end())
                && inside(most, *signed.start(), *signed.end())
        {
            IntegerWidth::Bits64
        } else if least.is_some_and(|least| least >= 0) && inside(most, 0, u64::MAX.into()) {
            IntegerWidth::Unsigned64
        } else {
            rule.multiple_of
                .get_or_insert_with(|| DecimalText("1".to_owned()));
            return Shape::Decimal(rule);
        };
        // A bound that the rule's type does not hold is left to the residue, which compares exactly.
        rule.minimum = rule.minimum.filter(|bound| is_held(width, &bound.value));
        rule.maximum = rule.maximum.filter(|bound| is_held(width, &bound.value));
        rule.multiple_of = rule.multiple_of.filter(|divisor| is_held(width, divisor));
        Shape::Integer(width, rule)
    }

    pub(super) fn number(&mut self, conjunction: &Conjunction<'a>) -> Shape {
        for schema in conjunction.schemas() {
            self.name_unchecked_format(schema, &["float", "double", "decimal", "decimal128"]);
        }
        let rule = Self::number_rule(conjunction);
        let decimal = conjunction
            .schemas()
            .filter_map(format_of)
            .any(|format| matches!(format, "decimal" | "decimal128"));
        if decimal {
            Shape::Decimal(rule)
        } else {
            Shape::Float(rule)
        }
    }

    /// A format that has a type of its own has it only where no rule of text stands beside it, since those look at the text.
    pub(super) fn text(&mut self, conjunction: &Conjunction<'a>) -> Shape {
        const OTHERS: &[&str] = &[
            "decimal",
            "decimal128",
            "password",
            "binary",
            "commonmark",
            "html",
        ];
        if let Some(choices) = choices(conjunction) {
            return Shape::Choice(choices);
        }
        for schema in conjunction.schemas() {
            if format_of(schema)
                .and_then(crate::rules::text_format)
                .is_none()
            {
                self.name_unchecked_format(schema, OTHERS);
            }
        }
        let rule = self.text_rule(conjunction);
        let plain = TextRule {
            format: None,
            ..rule.clone()
        } == TextRule::default();
        let decimal = conjunction
            .schemas()
            .filter_map(format_of)
            .any(|format| matches!(format, "decimal" | "decimal128"));
        match rule.format {
            Some(TextFormat::Uuid) if plain => Shape::Uuid,
            Some(TextFormat::DateTime) if plain => Shape::Timestamp,
            Some(TextFormat::Date) if plain => Shape::Date,
            Some(TextFormat::TimeLocal) if plain => Shape::Time,
            Some(TextFormat::Byte) if plain => Shape::Bytes,
            None if decimal => Shape::DecimalText(rule),
            _ => Shape::Text(rule),
        }
    }

    pub(super) fn list(
        &mut self,
        conjunction: &Conjunction<'a>,
        side: Side,
        words: &[String],
    ) -> Shape {
        let first = conjunction
            .schemas()
            .any(|schema| !schema.prefix_items.is_empty());
        let mut parts: Vec<Part> = Vec::new();
        // Where the first items have schemas of their own, no one type holds for all.
        for id in conjunction
            .schemas()
            .filter(|_| !first)
            .filter_map(|schema| schema.items)
        {
            if !parts.contains(&Part::whole(id)) {
                parts.push(Part::whole(id));
            }
        }
        let item = if parts.is_empty() {
            self.free(conjunction.members[0].schema.span)
        } else {
            self.slot_of(parts, side, &longer(words, "item"))
        };
        Shape::List {
            item,
            count: self.item_count(conjunction),
            unique: conjunction.schemas().any(|schema| schema.unique_items),
        }
    }
}

/// Whether the rule of an integer of this width holds the number.
pub(super) fn is_held(width: IntegerWidth, number: &DecimalText) -> bool {
    whole(number).is_some_and(|number| match width {
        IntegerWidth::Bits32 | IntegerWidth::Bits64 => i64::try_from(number).is_ok(),
        IntegerWidth::Unsigned64 => u64::try_from(number).is_ok(),
    })
}

pub(super) fn format_of(schema: &Schema) -> Option<&str> {
    schema.format.as_ref().map(|format| format.value.as_str())
}

/// The tighter of a bound and the limit of a type.
fn tighter(bound: Option<Bound>, limit: i128, lower: bool) -> Bound {
    let limit_bound = Bound {
        value: decimal_text(limit),
        exclusive: false,
    };
    match bound {
        Some(bound)
            if whole(&bound.value).is_none_or(|value| {
                if lower {
                    value >= limit
                } else {
                    value <= limit
                }
            }) =>
        {
            bound
        }
        _ => limit_bound,
    }
}

/// The texts that all members list, if one of them lists any and none lists anything else than texts and null.
fn choices(conjunction: &Conjunction<'_>) -> Option<Vec<ChoiceValue>> {
    let mut listed = conjunction
        .schemas()
        .filter_map(|schema| schema.enumeration.as_ref());
    let first = listed.next()?;
    let mut choices: Vec<ChoiceValue> = Vec::new();
    for value in &first.value {
        match &value.value {
            Value::String(text) => {
                if choices.iter().all(|choice| choice.wire != *text) {
                    choices.push(ChoiceValue {
                        wire: text.clone(),
                        span: value.span,
                    });
                }
            }
            Value::Null => {}
            _ => return None,
        }
    }
    for other in listed {
        choices.retain(|choice| {
            other
                .value
                .iter()
                .any(|value| value.as_str() == Some(choice.wire.as_str()))
        });
    }
    (!choices.is_empty()).then_some(choices)
}
