//! Examples: the values are kept, the rest is documentation.

use crate::cursor::Cursor;
use crate::fields::Fields;
use crate::reader::Reader;
use crate::reference::Kind;
use crate::shape;
use crate::version::Version;
use specwright_source::Node;

impl<'a> Reader<'a> {
    /// `example`, or the values of `examples`, of a parameter, a header or a media type.
    pub(crate) fn examples(
        &mut self,
        holder: &Cursor<'a, '_>,
        fields: &mut Fields<'a>,
    ) -> Vec<Node> {
        let one = fields.take("example");
        let many = fields.take("examples");
        if let (Some(one), Some(many)) = (one, many) {
            self.exclusive(fields, one, many);
        }
        let mut values: Vec<Node> = one.map(|entry| entry.node.clone()).into_iter().collect();
        let Some((entry, object)) = self.object(many) else {
            return values;
        };
        let cursor = holder.child(entry);
        for entry in &object.entries {
            values.extend(self.example(&cursor.child(entry)));
        }
        values
    }

    /// The value of an Example Object, where it holds one itself.
    pub(crate) fn example(&mut self, cursor: &Cursor<'a, '_>) -> Option<Node> {
        let target = self.resolve(cursor, Kind::Example)?;
        let mut fields = self.fields(&target.cursor(cursor), &shape::EXAMPLE)?;
        self.text(fields.take("summary"));
        self.text(fields.take("description"));
        let mut value = fields.take("value");
        if self.version == Version::V32 {
            value = value.or(fields.take("dataValue"));
            self.text(fields.take("serializedValue"));
        }
        let external = fields.take("externalValue");
        self.text(external);
        if let (Some(value), Some(external)) = (value, external) {
            self.exclusive(&fields, value, external);
        }
        self.finish(fields);
        value.map(|entry| entry.node.clone())
    }
}
