//! A service that keeps a small description by hand, and breaks one of its promises on demand: what the laws must see.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub const DESCRIPTION: &str = r"
openapi: 3.0.3
info: { title: Items, version: 1.0.0 }
servers: [{ url: /v1 }]
paths:
  /items:
    get:
      operationId: listItems
      parameters:
        - { name: limit, in: query, schema: { type: integer, format: int32, minimum: 1, maximum: 50 } }
      responses:
        '200': { description: All., content: { application/json: { schema: { $ref: '#/components/schemas/Items' } } } }
        '422': { $ref: '#/components/responses/Invalid' }
    post:
      operationId: createItem
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/NewItem' } } }
      responses:
        '201':
          description: Made.
          headers: { Location: { required: true, schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } }
        '422': { $ref: '#/components/responses/Invalid' }
  /items/{itemId}:
    parameters:
      - { name: itemId, in: path, required: true, schema: { type: string, format: uuid } }
    get:
      operationId: getItem
      responses:
        '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
        '404': { $ref: '#/components/responses/Missing' }
        '422': { $ref: '#/components/responses/Invalid' }
    put:
      operationId: replaceItem
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/NewItem' } } }
      responses:
        '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
        '404': { $ref: '#/components/responses/Missing' }
        '422': { $ref: '#/components/responses/Invalid' }
    delete:
      operationId: deleteItem
      responses:
        '204': { description: Gone. }
        '404': { $ref: '#/components/responses/Missing' }
        '422': { $ref: '#/components/responses/Invalid' }
  /items/{itemId}/polish:
    parameters:
      - { name: itemId, in: path, required: true, schema: { type: string, format: uuid } }
    put:
      operationId: polishItem
      x-custom: true
      responses:
        '204': { description: Done. }
        '404': { $ref: '#/components/responses/Missing' }
        '422': { $ref: '#/components/responses/Invalid' }
components:
  responses:
    Missing: { description: Not there., content: { application/problem+json: { schema: { type: object } } } }
    Invalid: { description: Not valid., content: { application/problem+json: { schema: { type: object } } } }
  schemas:
    NewItem:
      type: object
      additionalProperties: false
      required: [name, kind]
      properties:
        name: { type: string, minLength: 1, maxLength: 10 }
        kind: { type: string, enum: [big, small] }
        size: { type: integer, format: int32, minimum: 0, maximum: 5 }
    Item:
      type: object
      required: [id, name, kind]
      properties:
        id: { type: string, format: uuid, readOnly: true }
        name: { type: string, minLength: 1, maxLength: 10 }
        kind: { type: string, enum: [big, small] }
        size: { type: integer, format: int32, minimum: 0, maximum: 5 }
    Items:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { $ref: '#/components/schemas/Item' } }
";

/// The greatest body that the double takes.
pub const BODY_LIMIT: usize = 4096;

struct Request {
    method: String,
    path: String,
    query: String,
    headers: BTreeMap<String, String>,
    /// `None` where it is too large.
    body: Option<Vec<u8>>,
}

struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

/// Serves on an address of this machine, with one fault or none, until the process ends; gives the URL.
pub fn serve(bind: &str, fault: &'static str) -> String {
    let listener = TcpListener::bind(bind).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let items = Arc::new(Mutex::new(BTreeMap::new()));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let items = Arc::clone(&items);
            std::thread::spawn(move || converse(stream, &items, fault));
        }
    });
    url
}

fn converse(stream: TcpStream, items: &Mutex<BTreeMap<String, Value>>, fault: &str) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut writer = stream;
    loop {
        let request = read(&mut reader, &mut writer)?;
        let mut answer = answer(&request, items, fault);
        if answer.status >= 400 && fault != "no-problem" {
            answer
                .headers
                .push(("Content-Type", "application/problem+json".to_owned()));
            answer.body = json!({ "title": "x", "status": answer.status }).to_string();
        }
        let length = answer.body.len();
        let body = if request.method == "HEAD" {
            String::new()
        } else {
            answer.body
        };
        let headers = answer.headers.iter().flat_map(|(name, value)| {
            [
                name, ": ", value, "
",
            ]
        });
        let headers: String = headers.collect();
        let close = if request.body.is_none() {
            "Connection: close\r\n"
        } else {
            ""
        };
        let length = if answer.status == 204 {
            String::new()
        } else {
            format!("Content-Length: {length}\r\n")
        };
        // One write: several small ones would wait for each other (Nagle's algorithm).
        let text = format!(
            "HTTP/1.1 {} X\r\n{length}{headers}{close}\r\n{body}",
            answer.status
        );
        writer.write_all(text.as_bytes()).ok()?;
        request.body?;
    }
}

fn read(reader: &mut BufReader<TcpStream>, writer: &mut TcpStream) -> Option<Request> {
    let mut line = String::new();
    reader
        .read_line(&mut line)
        .ok()
        .filter(|count| *count > 0)?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length: usize = headers
        .get("content-length")
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let (path, query) = (path.to_owned(), query.to_owned());
    if length > BODY_LIMIT {
        return Some(Request {
            method,
            path,
            query,
            headers,
            body: None,
        });
    }
    if headers.contains_key("expect") {
        writer.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").ok()?;
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request {
        method,
        path,
        query,
        headers,
        body: Some(body),
    })
}

fn status(status: u16) -> Answer {
    Answer {
        status,
        headers: Vec::new(),
        body: String::new(),
    }
}

fn document(status: u16, value: &Value) -> Answer {
    Answer {
        status,
        headers: vec![("Content-Type", "application/json".to_owned())],
        body: value.to_string(),
    }
}

fn answer(request: &Request, items: &Mutex<BTreeMap<String, Value>>, fault: &str) -> Answer {
    if request.path == "/health/ready" {
        return status(200);
    }
    let Some(path) = request.path.strip_prefix("/v1/") else {
        return status(404);
    };
    let segments: Vec<&str> = path.split('/').collect();
    let allowed: &[&str] = match segments[..] {
        ["items"] => &["GET", "POST"],
        ["items", _] => &["GET", "PUT", "DELETE"],
        ["items", _, "polish"] => &["PUT"],
        _ => return status(if fault == "lost-404" { 200 } else { 404 }),
    };
    let method = if request.method == "HEAD" {
        "GET"
    } else {
        request.method.as_str()
    };
    if !allowed.contains(&method) {
        let mut words = allowed.to_vec();
        words.push("OPTIONS");
        words.extend((allowed.contains(&"GET") && fault != "allow").then_some("HEAD"));
        let mut refusal = status(if request.method == "OPTIONS" {
            204
        } else {
            405
        });
        refusal.headers.push(("Allow", words.join(", ")));
        return refusal;
    }
    if request.method == "HEAD" && fault == "head" {
        return status(405);
    }
    if method == "GET"
        && request
            .headers
            .get("accept")
            .is_some_and(|accept| accept.contains("unknown"))
        && fault != "accept"
    {
        return status(406);
    }
    let Some(body) = &request.body else {
        return status(if fault == "large" { 422 } else { 413 });
    };
    if matches!(method, "POST" | "PUT") && segments.len() < 3 {
        let media_type = request
            .headers
            .get("content-type")
            .map_or("", String::as_str);
        if media_type != "application/json" && fault != "media" {
            return status(415);
        }
    }
    serve_items(method, &segments, &request.query, body, items, fault)
}

fn serve_items(
    method: &str,
    segments: &[&str],
    query: &str,
    body: &[u8],
    items: &Mutex<BTreeMap<String, Value>>,
    fault: &str,
) -> Answer {
    let mut items = items.lock().unwrap();
    let limit = query
        .strip_prefix("limit=")
        .map(|limit| limit.parse::<u32>().unwrap_or(0));
    if limit.is_some_and(|limit| !(1..=50).contains(&limit)) && fault != "lax-query" {
        return status(422);
    }
    if segments.get(1).is_some_and(|id| id.len() != 36) && fault != "undeclared" {
        return status(if fault == "crash" { 500 } else { 422 });
    }
    if segments.len() == 3 {
        return status(501);
    }
    let sent = (method == "POST" || method == "PUT").then(|| item(body, fault));
    match (method, segments, sent) {
        (_, _, Some(None)) => status(422),
        ("GET", ["items"], _) => {
            document(200, &json!({ "items": items.values().collect::<Vec<_>>() }))
        }
        ("POST", _, Some(Some(mut item))) => {
            let id = format!("00000000-0000-4000-8000-{:012}", items.len());
            item["id"] = if fault == "body" { json!(7) } else { json!(id) };
            items.insert(id.clone(), item.clone());
            let mut made = document(201, &item);
            if fault == "media-type" {
                "text/html".clone_into(&mut made.headers[0].1);
            }
            if fault != "location" {
                made.headers.push(("Location", format!("/v1/items/{id}")));
            }
            made
        }
        (_, ["items", id], _) if !items.contains_key(*id) => {
            status(if fault == "undeclared" { 418 } else { 404 })
        }
        ("GET", ["items", id], _) => document(200, &items[*id]),
        ("PUT", ["items", id], Some(Some(mut item))) => {
            item["id"] = json!(id);
            items.insert((*id).to_owned(), item.clone());
            document(200, &item)
        }
        ("DELETE", ["items", id], _) => {
            if fault != "undead" {
                items.remove(*id);
            }
            status(204)
        }
        _ => status(500),
    }
}

/// The item that a body holds, if it is a good one.
fn item(body: &[u8], fault: &str) -> Option<Value> {
    let item: Value = serde_json::from_slice(body).ok()?;
    let object = item.as_object()?;
    if fault == "lax" {
        return Some(json!({ "name": "a", "kind": "big" }));
    }
    let name = object.get("name")?.as_str()?;
    let length = name.chars().count();
    let most = if fault == "off-by-one" { 11 } else { 10 };
    let least = if fault == "strict" { 20 } else { 1 };
    let named = (least..=most).contains(&length) && !name.contains('\0');
    let kind = object
        .get("kind")
        .is_some_and(|kind| kind == "big" || kind == "small");
    let size = object
        .get("size")
        .is_none_or(|size| size.as_u64().is_some_and(|size| size <= 5));
    let known = object
        .keys()
        .all(|key| ["name", "kind", "size"].contains(&key.as_str()));
    (named && kind && size && known).then_some(item)
}
