//! The output's Rust files, read, and what a path in one of them stands for.

use crate::syntax::{
    At, Constant, Enumeration, File, Function, Implementation, Record, Type, read,
};
use specwright_fileset::{FileSet, OutputFile, Ownership};
use std::collections::BTreeMap;

/// All Rust files below `src`, as modules of one crate.
pub(crate) struct Output<'a> {
    pub(crate) modules: Vec<Module<'a>>,
    by_path: BTreeMap<Vec<String>, u32>,
    /// The modules that a module declares with `mod` and that have a file, by their names.
    children: Vec<BTreeMap<String, u32>>,
    /// What `impl` blocks hold, by the type that they belong to and their trait (empty without one).
    associated: BTreeMap<Item, BTreeMap<String, Members>>,
}

/// Functions and constants by name, each as the module and the number of the `impl` block in which it stands.
type Members = BTreeMap<String, (u32, usize)>;

/// One file as a module.
pub(crate) struct Module<'a> {
    /// The file's path in the tree.
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
    pub(crate) ownership: Ownership,
    /// The segments behind `crate`.
    pub(crate) path: Vec<String>,
    pub(crate) file: File,
    /// Where and why the file is no Rust.
    pub(crate) error: Option<(At, String)>,
}

/// An item: the number of its module, and its name there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Item {
    pub(crate) module: u32,
    pub(crate) name: String,
}

/// What a path stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// An item of the output, and the segments behind it (a variant, an associated function).
    Item(Item, Vec<String>),
    /// Something of another crate or of the language: the whole path.
    Foreign(Vec<String>),
    /// Nothing.
    Unknown,
}

/// How many imports a name may be passed through.
const MAX_HOPS: u32 = 32;

impl<'a> Output<'a> {
    /// Reads all files of the tree, on as many threads as there are processors.
    pub(crate) fn read(files: &'a FileSet) -> Self {
        let sources = files.iter().filter(|(path, _)| {
            let path = path.as_str();
            path.starts_with("src/") && has_rust_name(path)
        });
        let modules = specwright_parallel::map((0..).zip(sources), |(number, (path, file))| {
            read_one(number, path.as_str(), file)
        });
        let numbered = (0_u32..).zip(&modules);
        let by_path: BTreeMap<Vec<String>, u32> = numbered
            .clone()
            .map(|(number, module)| (module.path.clone(), number))
            .collect();
        let mut children = vec![BTreeMap::new(); modules.len()];
        for (number, module) in numbered {
            let Some((name, above)) = module.path.split_last() else {
                continue;
            };
            let parent = by_path.get(above).map(|&parent| parent as usize);
            if let Some(parent) = parent.filter(|&at| modules[at].file.children.contains_key(name))
            {
                children[parent].insert(name.clone(), number);
            }
        }
        let mut output = Self {
            modules,
            by_path,
            children,
            associated: BTreeMap::new(),
        };
        output.associated = output.associate();
        output
    }

    pub(crate) fn module(&self, number: u32) -> &Module<'a> {
        &self.modules[number as usize]
    }

    /// The number of the module at a path behind `crate`.
    pub(crate) fn find_module(&self, path: &[&str]) -> Option<u32> {
        let path: Vec<String> = path.iter().map(|&segment| segment.to_owned()).collect();
        self.by_path.get(&path).copied()
    }

    fn associate(&self) -> BTreeMap<Item, BTreeMap<String, Members>> {
        let mut associated: BTreeMap<Item, BTreeMap<String, Members>> = BTreeMap::new();
        for (number, module) in (0_u32..).zip(&self.modules) {
            for (index, implementation) in module.file.implementations.iter().enumerate() {
                let Some(item) = self.item_of_type(number, &implementation.subject) else {
                    continue;
                };
                let of = implementation.of.clone().unwrap_or_default();
                let members = associated.entry(item).or_default().entry(of).or_default();
                let functions = implementation.functions.keys();
                let names = functions.chain(implementation.constants.keys());
                members.extend(names.map(|name| (name.clone(), (number, index))));
            }
        }
        associated
    }

    /// What a path written in a module stands for.
    pub(crate) fn resolve<'s>(&'s self, module: u32, path: &'s [String]) -> Meaning {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        self.resolve_within(module, &path, MAX_HOPS)
    }

    fn resolve_within<'s>(&'s self, module: u32, path: &[&'s str], hops: u32) -> Meaning {
        let Some(hops) = hops.checked_sub(1) else {
            return Meaning::Unknown;
        };
        let owned = |path: &[&str]| path.iter().map(|&segment| segment.to_owned()).collect();
        let mut at = module;
        let mut rest = path;
        let mut relative = true;
        while let Some((&first, others)) = rest.split_first() {
            let here = &self.module(at).path[..];
            let target = match first {
                "crate" => &[],
                "self" => here,
                "super" => &here[..here.len().saturating_sub(1)],
                _ => break,
            };
            let Some(&found) = self.by_path.get(target) else {
                return Meaning::Unknown;
            };
            at = found;
            rest = others;
            relative = false;
        }
        while let Some((&first, others)) = rest.split_first() {
            if self.has_item(at, first) {
                let item = Item {
                    module: at,
                    name: first.to_owned(),
                };
                return Meaning::Item(item, owned(others));
            }
            if let Some(&found) = self.children[at as usize].get(first) {
                at = found;
                rest = others;
                relative = false;
                continue;
            }
            let file = &self.module(at).file;
            if let Some(import) = file.imports.get(first) {
                let whole = behind(&import.path, others);
                // `use name;` of another crate would otherwise lead back to itself.
                return if whole[..] == *rest && import.path.len() == 1 {
                    Meaning::Foreign(owned(&whole))
                } else {
                    self.resolve_within(at, &whole, hops)
                };
            }
            for glob in &file.globs {
                if let found @ Meaning::Item(..) =
                    self.resolve_within(at, &behind(glob, rest), hops)
                {
                    return found;
                }
            }
            return if relative {
                Meaning::Foreign(owned(rest))
            } else {
                Meaning::Unknown
            };
        }
        Meaning::Unknown
    }

    fn has_item(&self, module: u32, name: &str) -> bool {
        let file = &self.module(module).file;
        file.functions.contains_key(name)
            || file.constants.contains_key(name)
            || file.records.contains_key(name)
            || file.enumerations.contains_key(name)
            || file.aliases.contains_key(name)
    }

    /// The item that a type names, behind aliases without arguments.
    pub(crate) fn item_of_type(&self, module: u32, kind: &Type) -> Option<Item> {
        let crate::syntax::TypeKind::Path(path, _) = &kind.kind else {
            return None;
        };
        match self.resolve(module, path) {
            Meaning::Item(item, rest) if rest.is_empty() => Some(item),
            _ => None,
        }
    }

    /// A free function, or one of an `impl`, and the module that it stands in.
    pub(crate) fn function(&self, meaning: &Meaning) -> Option<(u32, &Function)> {
        let Meaning::Item(item, rest) = meaning else {
            return None;
        };
        match &rest[..] {
            [] => Some((
                item.module,
                self.module(item.module).file.functions.get(&item.name)?,
            )),
            [name] => self.method(item, "", name),
            _ => None,
        }
    }

    /// A function of an `impl`; the trait is empty for an inherent one.
    pub(crate) fn method(&self, item: &Item, of: &str, name: &str) -> Option<(u32, &Function)> {
        let (module, implementation) = self.implementation(*self.members(item, of)?.get(name)?);
        Some((module, implementation.functions.get(name)?))
    }

    /// The place of a function that an `impl` of a trait has beside the given ones.
    pub(crate) fn overridden(&self, item: &Item, of: &str, known: &[&str]) -> Option<At> {
        let members = self.members(item, of)?.iter();
        members
            .filter(|(name, _)| !known.contains(&name.as_str()))
            .find_map(|(name, place)| self.implementation(*place).1.functions.get(name))
            .map(|function| function.at)
    }

    /// A constant of an `impl`.
    pub(crate) fn associated_constant(
        &self,
        item: &Item,
        of: &str,
        name: &str,
    ) -> Option<(u32, &Constant)> {
        let (module, implementation) = self.implementation(*self.members(item, of)?.get(name)?);
        Some((module, implementation.constants.get(name)?))
    }

    fn members(&self, item: &Item, of: &str) -> Option<&Members> {
        self.associated.get(item)?.get(of)
    }

    fn implementation(&self, (module, index): (u32, usize)) -> (u32, &Implementation) {
        (module, &self.module(module).file.implementations[index])
    }

    pub(crate) fn constant(&self, item: &Item) -> Option<&Constant> {
        self.module(item.module).file.constants.get(&item.name)
    }

    pub(crate) fn record(&self, item: &Item) -> Option<&Record> {
        self.module(item.module).file.records.get(&item.name)
    }

    pub(crate) fn enumeration(&self, item: &Item) -> Option<&Enumeration> {
        self.module(item.module).file.enumerations.get(&item.name)
    }

    pub(crate) fn alias(&self, item: &Item) -> Option<&Type> {
        self.module(item.module).file.aliases.get(&item.name)
    }
}

/// The segments of a path behind those of another.
fn behind<'s>(path: &'s [String], rest: &[&'s str]) -> Vec<&'s str> {
    let path = path.iter().map(String::as_str);
    path.chain(rest.iter().copied()).collect()
}

fn has_rust_name(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extension == "rs")
}

fn read_one<'a>(number: u32, name: &'a str, file: &'a OutputFile) -> Module<'a> {
    let (text, ownership) = (file.text(), file.ownership);
    let outcome = match text {
        Some(text) => read(text, number),
        None => Err((
            At {
                file: number,
                start: 0,
                end: 0,
            },
            "the file is not UTF-8".to_owned(),
        )),
    };
    let (file, error) = match outcome {
        Ok(file) => (file, None),
        Err(error) => (File::default(), Some(error)),
    };
    Module {
        name,
        text: text.unwrap_or_default(),
        ownership,
        path: module_path(name),
        file,
        error,
    }
}

/// `src/generated/models/task.rs` is `generated::models::task`; `src/lib.rs` is the root; `src/main.rs` stands apart.
fn module_path(name: &str) -> Vec<String> {
    let inner = name
        .strip_prefix("src/")
        .and_then(|name| name.strip_suffix(".rs"))
        .unwrap_or(name);
    if inner == "lib" {
        return Vec::new();
    }
    let inner = inner.strip_suffix("/mod").unwrap_or(inner);
    if inner == "main" {
        return vec!["bin".to_owned(), "main".to_owned()];
    }
    inner.split('/').map(str::to_owned).collect()
}
