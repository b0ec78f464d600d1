//! What is known while a description is read.

use crate::arena::Arena;
use crate::cursor::{Cursor, Place, identity, short_place};
use crate::document::{DocumentId, Documents};
use crate::later::Waiting;
use crate::reference::Destination;
use crate::spec::{Header, Parameter, RequestBody, Response};
use crate::version::Version;
use specwright_diagnostics::{Code, Diagnostic, Severity, Span};
use specwright_source::{Located, Node};
use std::collections::{BTreeMap, BTreeSet};

/// The state of one run; the readers of the single objects are methods in the files of their names.
pub(crate) struct Reader<'a> {
    pub(crate) documents: Documents<'a>,
    pub(crate) version: Version,
    /// The version as it is written.
    pub(crate) version_text: String,
    pub(crate) findings: Vec<Diagnostic>,
    /// The documents that references lead to and that are not there, with the places that ask for them.
    pub(crate) wanted: Vec<Located<String>>,
    /// Where references have been found to lead, by the identity of the node that holds the text.
    pub(crate) followed: BTreeMap<usize, (DocumentId, String)>,
    pub(crate) schemas: Arena<'a>,
    /// The pointers in the entry document that something refers to.
    pub(crate) used: BTreeSet<String>,
    /// Where the references lead that have been followed, by the node's identity; `None` where they are broken.
    pub(crate) destinations: BTreeMap<usize, Option<Destination<'a>>>,
    /// The objects that references share, by the node's identity; `None` while one is being read or when it failed.
    pub(crate) parameters: BTreeMap<usize, Option<Parameter>>,
    pub(crate) headers: BTreeMap<usize, Option<Header>>,
    pub(crate) request_bodies: BTreeMap<usize, Option<RequestBody>>,
    pub(crate) responses: BTreeMap<usize, Option<Response>>,
    /// The URLs of the document's own servers.
    pub(crate) server_urls: BTreeSet<String>,
    /// What is read when everything before it has been.
    pub(crate) waiting: Vec<Waiting<'a>>,
    /// The callbacks that have been read or wait for it; a callback may lead back to itself.
    pub(crate) callbacks: BTreeSet<usize>,
    /// The operationIds, with the identities and the places of the nodes that hold them.
    pub(crate) operation_ids: BTreeMap<String, (usize, Span)>,
    /// The operationIds that links name, looked up at the end.
    pub(crate) linked_operations: Vec<(String, Span)>,
    /// The names of the entries of `components/securitySchemes`.
    pub(crate) security_schemes: BTreeSet<&'a str>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(documents: Documents<'a>) -> Self {
        Self {
            documents,
            version: Version::V30,
            version_text: String::new(),
            findings: Vec::new(),
            wanted: Vec::new(),
            followed: BTreeMap::new(),
            schemas: Arena::default(),
            used: BTreeSet::new(),
            destinations: BTreeMap::new(),
            server_urls: BTreeSet::new(),
            waiting: Vec::new(),
            parameters: BTreeMap::new(),
            headers: BTreeMap::new(),
            request_bodies: BTreeMap::new(),
            responses: BTreeMap::new(),
            callbacks: BTreeSet::new(),
            operation_ids: BTreeMap::new(),
            linked_operations: Vec::new(),
            security_schemes: BTreeSet::new(),
        }
    }

    /// The top of the entry document.
    pub(crate) fn entry_document(&self) -> Cursor<'a, 'static> {
        let node = self.documents.root(DocumentId::ENTRY);
        Cursor {
            node,
            at: short_place(node),
            place: Place::Start {
                document: DocumentId::ENTRY,
                pointer: "",
            },
        }
    }

    /// A place as text: the JSON Pointer, after the document's name and `#` where it is not the entry document.
    pub(crate) fn origin(&self, place: &Place<'_>) -> String {
        let document = place.document();
        if document == DocumentId::ENTRY {
            return place.pointer();
        }
        format!("{}#{}", self.documents.name(document), place.pointer())
    }

    /// Remembers where a reference leads that a node holds, as it is written or under the name of a component.
    pub(crate) fn remember(
        &mut self,
        holder: &Node,
        reference: &str,
        document: DocumentId,
        pointer: &str,
    ) {
        if document == DocumentId::ENTRY {
            self.used.insert(pointer.to_owned());
        }
        // A description of one document is never bundled.
        if self.documents.are_several() && holder.as_str() == Some(reference) {
            let target = (document, pointer.to_owned());
            self.followed.insert(identity(holder), target);
        }
    }

    pub(crate) fn report(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.findings
            .push(Diagnostic::new(code, span, message, help));
    }

    /// Reports with another severity than the code's own.
    pub(crate) fn report_as(
        &mut self,
        severity: Severity,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let mut finding = Diagnostic::new(code, span, message, help);
        finding.severity = severity;
        self.findings.push(finding);
    }
}
