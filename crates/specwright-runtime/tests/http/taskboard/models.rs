//! The types of the API: each reads and writes itself.

use specwright_runtime::{
    Additional, ArrayRule, Choice, Decimal, Format, IntegerRule, Json, MapRule, NumberRule,
    ObjectRule, Pattern, Presence, Property, Reader, StringRule, Syntax, Timestamp, Uuid,
    WriteJson, Writer,
};
use std::collections::BTreeMap;

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskStatus {
    Open,
    InProgress,
    Done,
}

impl Choice for TaskStatus {
    const CHOICES: &'static [(&'static str, Self)] = &[
        ("open", Self::Open),
        ("in-progress", Self::InProgress),
        ("done", Self::Done),
    ];
}

/// A piece of work.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    pub id: Uuid,
    pub title: String,
    pub status: TaskStatus,
    pub due_at: Option<Timestamp>,
    pub parent: Option<Uuid>,
    pub note: Presence<String>,
    pub labels: Vec<String>,
}

impl WriteJson for Task {
    fn write(&self, json: &mut Writer) {
        let mut object = json.object();
        object.field("id", &self.id);
        object.field("title", &self.title);
        object.field("status", &self.status);
        object.optional("dueAt", self.due_at.as_ref());
        object.field("parent", &self.parent);
        object.presence("note", &self.note);
        object.field("labels", &self.labels);
        object.end();
    }
}

/// A page of tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskPage {
    pub items: Vec<Task>,
    pub total: i64,
}

impl WriteJson for TaskPage {
    fn write(&self, json: &mut Writer) {
        let mut object = json.object();
        object.field("items", &self.items);
        object.field("total", &self.total);
        object.end();
    }
}

/// A task to be.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateTask {
    pub title: String,
    pub status: Option<TaskStatus>,
    pub priority: i32,
    pub estimate: Option<f64>,
    pub budget: Option<Decimal>,
    pub contact: Option<String>,
    pub labels: Option<Vec<String>>,
    pub note: Presence<String>,
    pub due_at: Option<Timestamp>,
}

static SLUG: Pattern = Pattern::new(r"^[a-z][\w-]*$");

static CREATE_TASK: ObjectRule = ObjectRule {
    properties: &[
        Property {
            name: "title",
            required: true,
        },
        Property {
            name: "status",
            required: false,
        },
        Property {
            name: "priority",
            required: true,
        },
        Property {
            name: "estimate",
            required: false,
        },
        Property {
            name: "budget",
            required: false,
        },
        Property {
            name: "contact",
            required: false,
        },
        Property {
            name: "labels",
            required: false,
        },
        Property {
            name: "note",
            required: false,
        },
        Property {
            name: "dueAt",
            required: true,
        },
    ],
    additional: Additional::Refused,
    ..ObjectRule::ANY
};

impl CreateTask {
    /// Reads a JSON object; violations go to the reader, and the value is then `None`.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
        let mut title = None;
        let mut status = None;
        let mut priority = None;
        let mut estimate = None;
        let mut budget = None;
        let mut contact = None;
        let mut labels = None;
        let mut note = Presence::Absent;
        let mut due_at = None;
        let Some(mut object) = json.object(&CREATE_TASK)? else {
            return Ok(None);
        };
        while let Some(property) = json.property(&mut object)? {
            match property {
                0 => {
                    title = json.string(&StringRule {
                        min_length: 1,
                        max_length: 10,
                        ..StringRule::ANY
                    })?;
                }
                1 => status = json.choice::<TaskStatus>()?,
                2 => {
                    priority = json.int32(&IntegerRule {
                        minimum: Some(1),
                        maximum: Some(5),
                        ..IntegerRule::INT32
                    })?;
                }
                3 => {
                    estimate = json.number(&NumberRule {
                        minimum: Some("0"),
                        exclusive_minimum: true,
                        ..NumberRule::ANY
                    })?;
                }
                4 => {
                    budget = json.decimal(&NumberRule {
                        multiple_of: Some("0.01"),
                        ..NumberRule::ANY
                    })?;
                }
                5 => {
                    contact = json.string(&StringRule {
                        format: Some(Format::Email),
                        ..StringRule::ANY
                    })?;
                }
                6 => {
                    labels = json.array(
                        &ArrayRule {
                            max_items: 20,
                            unique: true,
                            ..ArrayRule::ANY
                        },
                        |json| {
                            json.string(&StringRule {
                                pattern: Some(&SLUG),
                                ..StringRule::ANY
                            })
                        },
                    )?;
                }
                7 => note = json.presence(|json| json.string(&StringRule::ANY))?,
                8 => due_at = json.nullable(Reader::timestamp)?,
                _ => json.skip()?,
            }
        }
        if !json.end(object) {
            return Ok(None);
        }
        let (Some(title), Some(priority), Some(due_at)) = (title, priority, due_at) else {
            return Ok(None);
        };
        Ok(Some(Self {
            title,
            status,
            priority,
            estimate,
            budget,
            contact,
            labels,
            note,
            due_at,
        }))
    }
}

/// A change to a task.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskPatch {
    pub title: Option<String>,
    pub note: Presence<String>,
    pub counts: Option<BTreeMap<String, i64>>,
    pub settings: Option<Json>,
    pub blocks: Option<Box<TaskPatch>>,
    pub additional_properties: BTreeMap<String, String>,
}

static TASK_PATCH: ObjectRule = ObjectRule {
    properties: &[
        Property {
            name: "title",
            required: false,
        },
        Property {
            name: "note",
            required: false,
        },
        Property {
            name: "counts",
            required: false,
        },
        Property {
            name: "settings",
            required: false,
        },
        Property {
            name: "blocks",
            required: false,
        },
    ],
    additional: Additional::Collected,
    max_properties: 6,
    ..ObjectRule::ANY
};

impl TaskPatch {
    /// Reads a JSON object; violations go to the reader, and the value is then `None`.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn read(json: &mut Reader<'_>) -> Result<Option<Self>, Syntax> {
        let mut title = None;
        let mut note = Presence::Absent;
        let mut counts = None;
        let mut settings = None;
        let mut blocks = None;
        let mut additional_properties = BTreeMap::new();
        let Some(mut object) = json.object(&TASK_PATCH)? else {
            return Ok(None);
        };
        while let Some(property) = json.property(&mut object)? {
            match property {
                0 => {
                    title = json.string(&StringRule {
                        min_length: 1,
                        ..StringRule::ANY
                    })?;
                }
                1 => note = json.presence(|json| json.string(&StringRule::ANY))?,
                2 => counts = json.map(&MapRule::ANY, |json| json.int64(&IntegerRule::INT64))?,
                3 => settings = json.any()?,
                4 => blocks = Self::read(json)?.map(Box::new),
                _ => {
                    let key = json.key();
                    if let Some(value) = json.string(&StringRule::ANY)? {
                        additional_properties.insert(key, value);
                    }
                }
            }
        }
        if !json.end(object) {
            return Ok(None);
        }
        Ok(Some(Self {
            title,
            note,
            counts,
            settings,
            blocks,
            additional_properties,
        }))
    }
}

impl WriteJson for TaskPatch {
    fn write(&self, json: &mut Writer) {
        let mut object = json.object();
        object.optional("title", self.title.as_ref());
        object.presence("note", &self.note);
        object.optional("counts", self.counts.as_ref());
        object.optional("settings", self.settings.as_ref());
        object.optional("blocks", self.blocks.as_deref());
        object.entries(&self.additional_properties);
        object.end();
    }
}
