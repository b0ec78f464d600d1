//! Types of the model → structs and enums, with their names, files, readers and writers.

use crate::names::{Case, Settled, Wanted, allocate, spell};
use crate::reserved::TYPES;
use crate::{
    AdditionalPlan, ChoicePlan, Docs, FieldPlan, FieldPresence, Ident, IntegerReading, LiteralPlan,
    ModelFile, ModelItem, NumberReading, Reading, RecordPlan, RustType, TextReading, doc_text,
};
use specwright_model::{
    Additional, Bound, Constant, CountRule, IntegerWidth, Model, NumberRule, Property, Record,
    Shape, Slot, TextFormat, TextRule, TypeId,
};
use std::collections::{BTreeMap, BTreeSet};

/// The names of all named types, and which of them must be boxed where.
pub(crate) struct Models<'a> {
    pub(crate) model: &'a Model,
    names: BTreeMap<TypeId, Ident>,
    modules: BTreeMap<TypeId, Ident>,
    fields: BTreeMap<TypeId, Vec<Ident>>,
    /// Records of one number contain each other without a list or a map between.
    components: Vec<usize>,
    reads: BTreeSet<TypeId>,
    writes: BTreeSet<TypeId>,
}

impl<'a> Models<'a> {
    /// Names everything; what had to be settled goes to `settled`.
    pub(crate) fn new(model: &'a Model, settled: &mut Vec<Settled>) -> Self {
        let named: Vec<TypeId> = (0..model.types.len())
            .map(TypeId)
            .filter(|id| model.type_of(*id).name.is_some())
            .collect();
        let name_of = |id: &TypeId| {
            model
                .type_of(*id)
                .name
                .as_ref()
                .expect("only named types are listed")
        };
        let wanted: Vec<Wanted> = named
            .iter()
            .map(|id| Wanted {
                words: name_of(id).words.clone(),
                origin: name_of(id).origin.clone(),
            })
            .collect();
        let (idents, notes) = allocate(&wanted, Case::Type, TYPES, "Model");
        settled.extend(notes);
        let modules = named
            .iter()
            .map(|id| (*id, Ident(spell(&name_of(id).words[..1], Case::Value))))
            .collect();
        let mut models = Self {
            model,
            names: named.iter().copied().zip(idents).collect(),
            modules,
            fields: BTreeMap::new(),
            components: direct_components(model),
            reads: BTreeSet::new(),
            writes: BTreeSet::new(),
        };
        for id in named {
            if let Shape::Record(record) = &model.type_of(id).shape {
                let fields = models.name_fields(id, record, settled);
                models.fields.insert(id, fields);
            }
        }
        models
    }

    fn name_fields(&self, id: TypeId, record: &Record, settled: &mut Vec<Settled>) -> Vec<Ident> {
        let origin = self
            .model
            .type_of(id)
            .name
            .as_ref()
            .map(|name| name.origin.as_str())
            .unwrap_or_default();
        let mut wanted: Vec<Wanted> = record
            .properties
            .iter()
            .map(|property| Wanted {
                words: vec![property.wire.clone()],
                origin: format!("{origin}/properties/{}", property.wire),
            })
            .collect();
        if matches!(record.additional, Additional::Kept(_)) {
            wanted.push(Wanted {
                words: vec!["additional_properties".to_owned()],
                origin: format!("{origin}/additionalProperties"),
            });
        }
        // `json` and `object` are the names of the reader and of its cursor in the emitted function.
        let (idents, notes) = allocate(&wanted, Case::Value, &["json", "object"], "_value");
        settled.extend(notes);
        idents
    }

    /// The name of a record or of a choice.
    pub(crate) fn name(&self, id: TypeId) -> &Ident {
        self.names.get(&id).expect("records and choices have names")
    }

    /// The field of a record's property; the field of additional properties stands behind the last.
    pub(crate) fn field(&self, record: TypeId, property: usize) -> &Ident {
        &self.fields[&record][property]
    }

    /// The record of that name.
    pub(crate) fn record_named(&self, name: &Ident) -> TypeId {
        *self
            .names
            .iter()
            .find(|(_, other)| *other == name)
            .expect("names are made here")
            .0
    }

    /// The record that an operation's body is.
    pub(crate) fn body_record(&self, operation: &specwright_model::Operation) -> &'a Record {
        match operation.body.as_ref().map(|body| body.content) {
            Some(specwright_model::BodyContent::Json(slot)) => self.record(slot.id),
            _ => unreachable!("lowering binds writes only where there is a JSON body"),
        }
    }

    /// The record of a type.
    pub(crate) fn record(&self, id: TypeId) -> &'a Record {
        match &self.model.type_of(id).shape {
            Shape::Record(record) => record,
            _ => unreachable!("lowering binds records only"),
        }
    }

    /// Marks a type, and all that it holds, as read.
    pub(crate) fn mark_read(&mut self, id: TypeId) {
        let model = self.model;
        mark(model, id, &mut self.reads);
    }

    /// Marks a type, and all that it holds, as written.
    pub(crate) fn mark_written(&mut self, id: TypeId) {
        let model = self.model;
        mark(model, id, &mut self.writes);
    }

    /// The type of a value in a list, a map, a parameter or a body.
    pub(crate) fn slot_type(&self, slot: Slot) -> RustType {
        let value = self.value_type(slot.id);
        if slot.nullable {
            RustType::Optional(Box::new(value))
        } else {
            value
        }
    }

    /// The type of a value that is neither absent nor null.
    pub(crate) fn value_type(&self, id: TypeId) -> RustType {
        match &self.model.type_of(id).shape {
            Shape::Text(_) => RustType::Text,
            Shape::Integer(IntegerWidth::Bits32, _) => RustType::Int32,
            Shape::Integer(IntegerWidth::Bits64, _) => RustType::Int64,
            Shape::Float(_) => RustType::Float,
            Shape::Decimal(_) | Shape::DecimalText(_) => RustType::Decimal,
            Shape::Boolean => RustType::Bool,
            Shape::Uuid => RustType::Uuid,
            Shape::Timestamp => RustType::Timestamp,
            Shape::Date => RustType::Date,
            Shape::Time => RustType::Time,
            Shape::Bytes => RustType::Bytes,
            Shape::Free => RustType::Json,
            Shape::Problem => RustType::Problem,
            Shape::Choice(_) => RustType::Model {
                name: self.name(id).clone(),
                copy: true,
            },
            Shape::Record(_) => RustType::Model {
                name: self.name(id).clone(),
                copy: false,
            },
            Shape::List { item, .. } => RustType::List(Box::new(self.slot_type(*item))),
            Shape::Map { value, .. } => RustType::Map(Box::new(self.slot_type(*value))),
        }
    }

    /// How a value that is neither absent nor null is read. `statics` names the statics of the statics in it.
    pub(crate) fn reading(&self, id: TypeId, statics: &mut Statics, words: &[&str]) -> Reading {
        match &self.model.type_of(id).shape {
            Shape::Text(rule) => Reading::Text(text_reading(rule, statics, words)),
            Shape::Integer(IntegerWidth::Bits32, rule) => {
                Reading::Int32(integer_reading(32, rule, statics, words))
            }
            Shape::Integer(IntegerWidth::Bits64, rule) => {
                Reading::Int64(integer_reading(64, rule, statics, words))
            }
            Shape::Float(rule) => Reading::Float(number_reading(rule, statics, words)),
            Shape::Decimal(rule) => Reading::Decimal(number_reading(rule, statics, words)),
            Shape::DecimalText(rule) => Reading::DecimalText(text_reading(rule, statics, words)),
            Shape::Boolean => Reading::Bool,
            Shape::Uuid => Reading::Uuid,
            Shape::Timestamp => Reading::Timestamp,
            Shape::Date => Reading::Date,
            Shape::Time => Reading::Time,
            Shape::Bytes => Reading::Bytes,
            Shape::Free | Shape::Problem => Reading::Json,
            Shape::Choice(_) => Reading::Choice(self.name(id).clone()),
            Shape::Record(_) => Reading::Record(self.name(id).clone()),
            Shape::List {
                item,
                count,
                unique,
            } => Reading::List {
                rule: rule_name(
                    *unique || *count != CountRule::default(),
                    statics,
                    words,
                    &format!("list {count:?} {unique}"),
                ),
                item: Box::new(self.slot_reading(*item, statics, &longer(words, "item"))),
                min: count.min,
                max: count.max,
                unique: *unique,
            },
            Shape::Map { value, count } => Reading::Map {
                rule: rule_name(
                    *count != CountRule::default(),
                    statics,
                    words,
                    &format!("map {count:?}"),
                ),
                value: Box::new(self.slot_reading(*value, statics, &longer(words, "value"))),
                min: count.min,
                max: count.max,
            },
        }
    }

    /// How a value is read back from where it was stored: by its type alone, since it was checked when it came.
    pub(crate) fn stored_reading(&self, id: TypeId) -> Reading {
        let stored = |slot: Slot| {
            let reading = self.stored_reading(slot.id);
            Box::new(if slot.nullable {
                Reading::Nullable(Box::new(reading))
            } else {
                reading
            })
        };
        match &self.model.type_of(id).shape {
            Shape::Text(_) => Reading::Text(TextReading::default()),
            Shape::Integer(IntegerWidth::Bits32, _) => Reading::Int32(IntegerReading::default()),
            Shape::Integer(IntegerWidth::Bits64, _) => Reading::Int64(IntegerReading::default()),
            Shape::Float(_) => Reading::Float(NumberReading::default()),
            Shape::Decimal(_) => Reading::Decimal(NumberReading::default()),
            Shape::DecimalText(_) => Reading::DecimalText(TextReading::default()),
            Shape::List { item, .. } => Reading::List {
                rule: None,
                item: stored(*item),
                min: None,
                max: None,
                unique: false,
            },
            Shape::Map { value, .. } => Reading::Map {
                rule: None,
                value: stored(*value),
                min: None,
                max: None,
            },
            _ => self.reading(id, &mut Statics::default(), &[]),
        }
    }

    pub(crate) fn slot_reading(
        &self,
        slot: Slot,
        statics: &mut Statics,
        words: &[&str],
    ) -> Reading {
        let reading = self.reading(slot.id, statics, words);
        if slot.nullable {
            Reading::Nullable(Box::new(reading))
        } else {
            reading
        }
    }

    /// A constant of a type.
    pub(crate) fn literal(&self, constant: &Constant, id: TypeId) -> Option<LiteralPlan> {
        Some(match (constant, &self.model.type_of(id).shape) {
            (Constant::Null, _) => return None,
            (Constant::Bool(value), _) => LiteralPlan::Bool(*value),
            (Constant::EmptyList, _) => LiteralPlan::EmptyList,
            (Constant::EmptyMap, _) => LiteralPlan::EmptyMap,
            (Constant::Number(text), Shape::Float(_)) => LiteralPlan::Float(text.clone()),
            (Constant::Number(text), _) => LiteralPlan::Integer(text.parse().ok()?),
            (Constant::Text(text), Shape::Choice(choices)) => {
                let variant = choices.iter().position(|choice| choice.wire == *text)?;
                LiteralPlan::Variant {
                    type_name: self.name(id).clone(),
                    variant: self.variants(id).0[variant].clone(),
                }
            }
            (Constant::Text(text), _) => LiteralPlan::Text(text.clone()),
        })
    }

    fn variants(&self, id: TypeId) -> (Vec<Ident>, Vec<Settled>) {
        let Shape::Choice(choices) = &self.model.type_of(id).shape else {
            return (Vec::new(), Vec::new());
        };
        let origin = self
            .model
            .type_of(id)
            .name
            .as_ref()
            .map(|name| name.origin.as_str())
            .unwrap_or_default();
        let wanted: Vec<Wanted> = choices
            .iter()
            .map(|choice| Wanted {
                words: vec![choice.wire.clone()],
                origin: format!("{origin}/enum `{}`", choice.wire),
            })
            .collect();
        allocate(&wanted, Case::Type, &[], "Value")
    }

    /// All files of models that something reads or writes.
    pub(crate) fn files(&self, settled: &mut Vec<Settled>) -> Vec<ModelFile> {
        let mut files: BTreeMap<&Ident, (Vec<ModelItem>, Statics)> = BTreeMap::new();
        for (id, name) in self
            .names
            .iter()
            .filter(|(id, _)| self.reads.contains(id) || self.writes.contains(id))
        {
            let (items, statics) = files.entry(&self.modules[id]).or_default();
            let type_ = self.model.type_of(*id);
            let docs = doc_text::docs(None, type_.description.as_deref());
            items.push(match &type_.shape {
                Shape::Record(record) => {
                    ModelItem::Record(Box::new(self.record_plan(*id, name, record, docs, statics)))
                }
                Shape::Choice(choices) => {
                    let (idents, notes) = self.variants(*id);
                    settled.extend(notes);
                    ModelItem::Choice(ChoicePlan {
                        name: name.clone(),
                        docs,
                        deprecated: type_.deprecated,
                        variants: idents
                            .into_iter()
                            .zip(choices.iter().map(|choice| choice.wire.clone()))
                            .collect(),
                    })
                }
                _ => continue,
            });
        }
        files
            .into_iter()
            .map(|(module, (items, _))| ModelFile {
                module: module.clone(),
                items,
            })
            .collect()
    }

    fn record_plan(
        &self,
        id: TypeId,
        name: &Ident,
        record: &Record,
        docs: Docs,
        statics: &mut Statics,
    ) -> RecordPlan {
        let rule = statics.name(&[name.as_str()]);
        let fields = record
            .properties
            .iter()
            .enumerate()
            .map(|(index, property)| self.field_plan(id, name, index, property, statics))
            .collect();
        let additional = match record.additional {
            Additional::Refused => AdditionalPlan::Refused,
            Additional::Ignored => AdditionalPlan::Ignored,
            Additional::Kept(slot) => AdditionalPlan::Kept {
                field: self.field(id, record.properties.len()).clone(),
                value: self.slot_type(slot),
                reading: self.slot_reading(slot, statics, &[name.as_str(), "additional"]),
            },
        };
        RecordPlan {
            name: name.clone(),
            rule,
            docs,
            deprecated: self.model.type_of(id).deprecated,
            fields,
            additional,
            min_properties: record.count.min,
            max_properties: record.count.max,
            reads: self.reads.contains(&id),
            writes: self.writes.contains(&id),
        }
    }

    fn field_plan(
        &self,
        id: TypeId,
        name: &Ident,
        index: usize,
        property: &Property,
        statics: &mut Statics,
    ) -> FieldPlan {
        let reading = self.reading(property.slot.id, statics, &[name.as_str(), &property.wire]);
        let value = self.value_type(property.slot.id);
        let boxed = matches!(reading, Reading::Record(_))
            && self.components[id.0] == self.components[property.slot.id.0];
        let (value, reading) = match (boxed, reading) {
            (true, Reading::Record(record)) => (
                RustType::Boxed(Box::new(value)),
                Reading::BoxedRecord(record),
            ),
            (_, reading) => (value, reading),
        };
        let presence = self.presence(property);
        FieldPlan {
            name: self.field(id, index).clone(),
            wire: property.wire.clone(),
            docs: doc_text::docs(None, property.description.as_deref()),
            deprecated: property.deprecated,
            presence,
            value,
            reading,
        }
    }

    /// How absence and null are told from a value in a record's property.
    pub(crate) fn presence(&self, property: &Property) -> FieldPresence {
        let default = property
            .default
            .as_ref()
            .map(|constant| self.literal(constant, property.slot.id));
        match (property.required, property.slot.nullable, default) {
            (true, false, _) => FieldPresence::Required,
            (true, true, _) => FieldPresence::RequiredNullable,
            (false, false, Some(Some(literal))) => FieldPresence::Defaulted(literal),
            (false, true, Some(literal)) => FieldPresence::DefaultedNullable(literal),
            (false, false, _) => FieldPresence::Optional,
            (false, true, None) => FieldPresence::OptionalNullable,
        }
    }
}

/// The names of the statics in one file.
#[derive(Debug, Default)]
pub(crate) struct Statics {
    taken: BTreeSet<String>,
    /// The names by the content of their rules, where equal rules share one.
    shared: Option<BTreeMap<String, Ident>>,
}

impl Statics {
    /// Names for the parameters of a group, which often have the same rules.
    pub(crate) fn sharing() -> Self {
        Self {
            taken: BTreeSet::new(),
            shared: Some(BTreeMap::new()),
        }
    }

    /// A name of these words that nothing else in the file has.
    pub(crate) fn name(&mut self, words: &[&str]) -> Ident {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let base = spell(&words, Case::Static);
        let mut name = base.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{base}_{number}");
            number += 1;
        }
        Ident(name)
    }

    /// The name of a rule with this content: that of an equal rule where those share one, else a new one.
    fn rule(&mut self, words: &[&str], content: &str) -> Ident {
        if let Some(name) = self.shared.as_ref().and_then(|shared| shared.get(content)) {
            return name.clone();
        }
        let name = self.name(words);
        if let Some(shared) = &mut self.shared {
            shared.insert(content.to_owned(), name.clone());
        }
        name
    }
}

fn mark(model: &Model, id: TypeId, marked: &mut BTreeSet<TypeId>) {
    let mut pending = vec![id];
    while let Some(id) = pending.pop() {
        if marked.insert(id) {
            match &model.type_of(id).shape {
                Shape::Record(record) => {
                    pending.extend(record.properties.iter().map(|property| property.slot.id));
                    if let Additional::Kept(slot) = record.additional {
                        pending.push(slot.id);
                    }
                }
                Shape::List { item, .. } => pending.push(item.id),
                Shape::Map { value, .. } => pending.push(value.id),
                _ => {}
            }
        }
    }
}

/// Numbers the strongly connected components of "a record holds a record" (Kosaraju's algorithm, without recursion).
fn direct_components(model: &Model) -> Vec<usize> {
    let count = model.types.len();
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut reversed: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (index, type_) in model.types.iter().enumerate() {
        if let Shape::Record(record) = &type_.shape {
            for property in &record.properties {
                if matches!(model.type_of(property.slot.id).shape, Shape::Record(_)) {
                    edges[index].push(property.slot.id.0);
                    reversed[property.slot.id.0].push(index);
                }
            }
        }
    }
    let mut finished = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    for start in 0..count {
        let mut stack = vec![(start, 0)];
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        while let Some((node, next)) = stack.pop() {
            match edges[node].get(next) {
                Some(&target) => {
                    stack.push((node, next + 1));
                    if !std::mem::replace(&mut seen[target], true) {
                        stack.push((target, 0));
                    }
                }
                None => finished.push(node),
            }
        }
    }
    let mut components = vec![usize::MAX; count];
    for &root in finished.iter().rev() {
        let mut stack = vec![root];
        while let Some(node) = stack.pop() {
            if components[node] == usize::MAX {
                components[node] = root;
                stack.extend(&reversed[node]);
            }
        }
    }
    // A record that does not hold itself is alone in its component; only the edge to itself would box it.
    components
}

fn longer<'w>(words: &[&'w str], word: &'w str) -> Vec<&'w str> {
    words.iter().copied().chain([word]).collect()
}

fn rule_name(wanted: bool, statics: &mut Statics, words: &[&str], content: &str) -> Option<Ident> {
    wanted.then(|| statics.rule(words, content))
}

fn text_reading(rule: &TextRule, statics: &mut Statics, words: &[&str]) -> TextReading {
    TextReading {
        rule: rule_name(
            *rule != TextRule::default(),
            statics,
            words,
            &format!("{rule:?}"),
        ),
        min_length: rule.min_length,
        max_length: rule.max_length,
        pattern: rule.pattern.as_ref().map(|pattern| {
            (
                statics.rule(&longer(words, "pattern"), pattern),
                pattern.clone(),
            )
        }),
        format: rule.format.map(format_variant),
    }
}

fn format_variant(format: TextFormat) -> &'static str {
    match format {
        TextFormat::Email => "Email",
        TextFormat::Hostname => "Hostname",
        TextFormat::Ipv4 => "Ipv4",
        TextFormat::Ipv6 => "Ipv6",
        TextFormat::Uri => "Uri",
        TextFormat::UriReference => "UriReference",
        TextFormat::Uuid => "Uuid",
        TextFormat::DateTime => "DateTime",
        TextFormat::Date => "Date",
        TextFormat::Time => "Time",
        TextFormat::Byte => "Byte",
    }
}

fn integer_reading(
    bits: u32,
    rule: &NumberRule,
    statics: &mut Statics,
    words: &[&str],
) -> IntegerReading {
    let number = |text: &str| decimal_to_integer(text);
    let bound = |bound: &Option<Bound>| {
        bound
            .as_ref()
            .and_then(|bound| Some((number(&bound.value.0)?, bound.exclusive)))
    };
    IntegerReading {
        rule: rule_name(
            *rule != NumberRule::default(),
            statics,
            words,
            &format!("{bits} bits {rule:?}"),
        ),
        minimum: bound(&rule.minimum),
        maximum: bound(&rule.maximum),
        multiple_of: rule
            .multiple_of
            .as_ref()
            .and_then(|divisor| number(&divisor.0)),
    }
}

/// A whole number from its text, which may be written `10.0` or `1e3`; lowering has refused what does not fit.
fn decimal_to_integer(text: &str) -> Option<i64> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let shift = exponent - i32::try_from(fraction.len()).ok()?;
    let value: i128 = digits.parse().ok()?;
    let power = 10_i128.checked_pow(shift.unsigned_abs())?;
    i64::try_from(if shift >= 0 {
        value.checked_mul(power)?
    } else {
        value / power
    })
    .ok()
}

fn number_reading(rule: &NumberRule, statics: &mut Statics, words: &[&str]) -> NumberReading {
    let bound = |bound: &Option<Bound>| {
        bound
            .as_ref()
            .map(|bound| (bound.value.0.clone(), bound.exclusive))
    };
    NumberReading {
        rule: rule_name(
            *rule != NumberRule::default(),
            statics,
            words,
            &format!("{rule:?}"),
        ),
        minimum: bound(&rule.minimum),
        maximum: bound(&rule.maximum),
        multiple_of: rule.multiple_of.as_ref().map(|divisor| divisor.0.clone()),
    }
}
