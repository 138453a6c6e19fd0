//! The bytes of the file: object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! lopdf can write them too, but it copies every object, compresses one stream
//! after the other, and leaves the cross-reference stream uncompressed.

use anyhow::Context as _;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::backend::pdf::objects::LateObjects;
use crate::backend::pdf::syntax::{deflate, push_integer, push_object};

/// The header: the version, and bytes above 127 that show the file to be binary (ISO 19005-2, 6.1.2).
const HEADER: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// How many objects go into one object stream: enough to compress well, few enough to be read quickly.
const OBJECTS_PER_STREAM: usize = 200;

/// The bytes of a file with these objects. Of those that are made already, the ones that nothing refers to are left out.
///
/// # Errors
///
/// When the file would pass 4 GiB.
pub(crate) fn write(document: Document, late: &[Box<dyn LateObjects + '_>]) -> anyhow::Result<Vec<u8>> {
    let Renumbered { objects, roots, numbers } = renumber(document, late)?;
    let (streams, plain): (Vec<_>, Vec<_>) =
        objects.into_iter().partition(|(_, object)| matches!(object, Object::Stream(_)));
    let streams: Vec<(u32, Object)> = streams.into_par_iter().map(|(id, it)| (id, compressed(it))).collect();
    let count = streams.len() + plain.len() + late.iter().map(|it| it.numbers().len()).sum::<usize>();
    let mut next = u32::try_from(count + 1).context("too many objects")?;
    let size: usize = streams.iter().map(|(_, it)| it.as_stream().map_or(0, |it| it.content.len())).sum();
    let mut file = FileWriter { bytes: Vec::with_capacity(size + size / 8), entries: Vec::new() };
    file.bytes.extend_from_slice(HEADER);
    // Each is freed when it is written: images may be most of what there is.
    for (id, object) in streams {
        file.object(id, &object)?;
    }
    let mut packed: Vec<(Vec<u32>, Object)> = plain.par_chunks(OBJECTS_PER_STREAM).map(pack).collect();
    for late in late {
        packed.par_extend(late.numbers().into_par_iter().step_by(OBJECTS_PER_STREAM).map(|first| {
            let made = (first..late.numbers().end).take(OBJECTS_PER_STREAM).map(|number| {
                let mut object = Object::Dictionary(late.object(number));
                renumber_references(&mut object, &numbers);
                (numbers.get((number, 0)), object)
            });
            pack(&made.collect::<Vec<_>>())
        }));
    }
    for (ids, stream) in &packed {
        for (index, id) in (0..).zip(ids) {
            file.enter(*id, XrefEntry::Packed { stream: next, index });
        }
        file.object(next, stream)?;
        next += 1;
    }
    file.finish(next, roots)
}

/// The file while it is written.
struct FileWriter {
    bytes: Vec<u8>,
    entries: Vec<Option<XrefEntry>>,
}

/// Where an object is (ISO 32000-1, table 18).
#[derive(Clone, Copy)]
enum XrefEntry {
    At(u32),
    Packed { stream: u32, index: u16 },
}

impl FileWriter {
    fn enter(&mut self, id: u32, entry: XrefEntry) {
        let index = id as usize;
        if self.entries.len() <= index {
            self.entries.resize(index + 1, None);
        }
        self.entries[index] = Some(entry);
    }

    fn object(&mut self, id: u32, object: &Object) -> anyhow::Result<()> {
        let at = u32::try_from(self.bytes.len()).context("the PDF would be larger than 4 GiB")?;
        self.enter(id, XrefEntry::At(at));
        push_integer(&mut self.bytes, u64::from(id));
        self.bytes.extend_from_slice(b" 0 obj\n");
        push_object(&mut self.bytes, object);
        self.bytes.extend_from_slice(b"\nendobj\n");
        Ok(())
    }

    /// The cross-reference stream, which is also the trailer.
    fn finish(mut self, id: u32, roots: TrailerRoots) -> anyhow::Result<Vec<u8>> {
        let start = u32::try_from(self.bytes.len()).context("the PDF would be larger than 4 GiB")?;
        self.enter(id, XrefEntry::At(start));
        let digest = Sha256::digest(&self.bytes);
        let name = Object::String(digest.iter().take(16).copied().collect(), StringFormat::Hexadecimal);
        let mut dictionary = Dictionary::new();
        dictionary.set("Type", "XRef");
        dictionary.set("Size", i64::from(id) + 1);
        dictionary.set("Root", roots.catalog);
        dictionary.set("Info", roots.information);
        // Both halves are that of the content: the file has not been changed since (ISO 32000-1, 14.4).
        dictionary.set("ID", vec![name.clone(), name]);
        dictionary.set("W", vec![1.into(), 4.into(), 2.into()]);
        dictionary.set("Filter", "FlateDecode");
        dictionary.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => ROW as i64 });
        let table = Stream::new(dictionary, deflate(&self.table()));
        self.object(id, &table.into())?;
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.bytes)
    }

    /// The rows of the table, each as its difference from the one above (PNG's filter `Up`).
    fn table(&self) -> Vec<u8> {
        let mut above = [0; ROW];
        let mut table = Vec::with_capacity((ROW + 1) * self.entries.len());
        for entry in self.entries.iter().copied() {
            let row = row(entry);
            table.push(2);
            table.extend(row.iter().zip(above).map(|(here, up)| here.wrapping_sub(up)));
            above = row;
        }
        table
    }
}

/// The bytes of a row: the kind, then four and two.
const ROW: usize = 7;

fn row(entry: Option<XrefEntry>) -> [u8; ROW] {
    let (kind, [a, b, c, d], [e, f]) = match entry {
        Some(XrefEntry::At(at)) => (1, at.to_be_bytes(), [0, 0]),
        Some(XrefEntry::Packed { stream, index }) => (2, stream.to_be_bytes(), index.to_be_bytes()),
        // Object 0 is the head of the free list.
        None => (0, [0; 4], [255, 255]),
    };
    [kind, a, b, c, d, e, f]
}

/// The objects that the trailer refers to.
#[derive(Debug, Clone, Copy)]
struct TrailerRoots {
    catalog: ObjectId,
    information: ObjectId,
}

impl TrailerRoots {
    fn of(document: &Document) -> anyhow::Result<TrailerRoots> {
        let root = |key: &[u8]| document.trailer.get(key).and_then(Object::as_reference);
        Ok(TrailerRoots {
            catalog: root(b"Root").context("no catalogue")?,
            information: root(b"Info").context("no Info")?,
        })
    }
}

/// The new number of each object by its old one; 0 for one that nothing refers to. A table and not a map, because
/// a book has some hundred thousand objects and each is looked up several times.
struct ObjectNumbers(Vec<u32>);

impl ObjectNumbers {
    /// Marks what can be reached from the trailer with 1.
    fn reachable(document: &Document, roots: TrailerRoots) -> ObjectNumbers {
        let mut numbers = ObjectNumbers(vec![0; document.max_id as usize + 1]);
        let mut queue = vec![roots.catalog, roots.information];
        while let Some(id) = queue.pop() {
            let Some(object) = document.objects.get(&id) else { continue };
            if numbers.get(id) == 0 {
                numbers.set(id, 1);
                for_each_reference(object, &mut |to| {
                    if numbers.get(to) == 0 {
                        queue.push(to);
                    }
                });
            }
        }
        numbers
    }

    fn get(&self, (id, _): ObjectId) -> u32 {
        self.0.get(id as usize).copied().unwrap_or(0)
    }

    fn set(&mut self, (id, _): ObjectId, number: u32) {
        if let Some(slot) = self.0.get_mut(id as usize) {
            *slot = number;
        }
    }
}

/// Objects with numbers without gaps.
struct Renumbered {
    objects: Vec<(u32, Object)>,
    roots: TrailerRoots,
    numbers: ObjectNumbers,
}

/// Gives the objects that are referred to numbers without gaps: first streams, then the rest, each in their order, and last
/// those that are still to be made.
fn renumber(document: Document, late: &[Box<dyn LateObjects + '_>]) -> anyhow::Result<Renumbered> {
    let roots = TrailerRoots::of(&document)?;
    let mut numbers = ObjectNumbers::reachable(&document, roots);
    let used = document.objects.into_iter().filter(|(id, _)| numbers.get(*id) > 0);
    let (mut list, plain): (Vec<_>, Vec<_>) = used.partition(|(_, it)| matches!(it, Object::Stream(_)));
    list.extend(plain);
    let ids = list.iter().map(|(id, _)| *id).chain(late.iter().flat_map(|it| it.numbers()).map(|it| (it, 0)));
    for (number, id) in (1..).zip(ids) {
        numbers.set(id, number);
    }
    list.par_iter_mut().for_each(|(_, object)| renumber_references(object, &numbers));
    let objects = list.into_iter().map(|(id, object)| (numbers.get(id), object)).collect();
    let renumbered = |id: ObjectId| (numbers.get(id), 0);
    let roots =
        TrailerRoots { catalog: renumbered(roots.catalog), information: renumbered(roots.information) };
    Ok(Renumbered { objects, roots, numbers })
}

fn for_each_reference(object: &Object, visit: &mut impl FnMut(ObjectId)) {
    match object {
        Object::Reference(id) => visit(*id),
        Object::Array(list) => list.iter().for_each(|it| for_each_reference(it, visit)),
        Object::Dictionary(it) => it.iter().for_each(|(_, value)| for_each_reference(value, visit)),
        Object::Stream(it) => it.dict.iter().for_each(|(_, value)| for_each_reference(value, visit)),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

fn renumber_references(object: &mut Object, numbers: &ObjectNumbers) {
    match object {
        Object::Reference(id) => match numbers.get(*id) {
            0 => *object = Object::Null,
            number => *id = (number, 0),
        },
        Object::Array(list) => list.iter_mut().for_each(|it| renumber_references(it, numbers)),
        Object::Dictionary(it) => it.iter_mut().for_each(|(_, value)| renumber_references(value, numbers)),
        Object::Stream(it) => it.dict.iter_mut().for_each(|(_, value)| renumber_references(value, numbers)),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

/// A stream, compressed where it is not yet. Metadata stays readable for tools that do not know PDF.
fn compressed(object: Object) -> Object {
    let Object::Stream(mut stream) = object else { return object };
    let is_metadata = stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|it| it == b"Metadata");
    if !is_metadata && !stream.dict.has(b"Filter") {
        stream.content = deflate(&stream.content);
        stream.dict.set("Filter", "FlateDecode");
    }
    Object::Stream(stream)
}

/// Objects in one object stream, with their numbers.
fn pack(objects: &[(u32, Object)]) -> (Vec<u32>, Object) {
    let (mut index, mut body) = (Vec::new(), Vec::new());
    for (id, object) in objects {
        push_integer(&mut index, u64::from(*id));
        index.push(b' ');
        push_integer(&mut index, body.len() as u64);
        index.push(b' ');
        push_object(&mut body, object);
        body.push(b'\n');
    }
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "ObjStm");
    dictionary.set("N", objects.len() as i64);
    dictionary.set("First", index.len() as i64);
    dictionary.set("Filter", "FlateDecode");
    index.append(&mut body);
    (objects.iter().map(|(id, _)| *id).collect(), Stream::new(dictionary, deflate(&index)).into())
}
